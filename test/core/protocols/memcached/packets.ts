/** A packet of the binary protocol, with one character for each byte: a get, or its reply. */
export function packet(magic: number, { key = "", extras = 0, value = 0 }): string {
  const body = extras + key.length + value;
  const head = [magic, 0, key.length >> 8, key.length & 0xff, extras, 0, 0, 0];
  const length = [body >>> 24, (body >> 16) & 0xff, (body >> 8) & 0xff, body & 0xff];
  return String.fromCharCode(...head, ...length) + "\0".repeat(12 + extras) + key + "v".repeat(value);
}
