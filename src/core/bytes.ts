/** Text and bytes: strace prints ASCII, and whatever else a capture holds is kept byte by byte, one char a byte. */

/** Turns `bytes[start..end)` into text, one char (0 to 255) a byte. */
export type Latin1Decoder = (bytes: Uint8Array, start: number, end: number) => string;

/** `String.fromCharCode` takes its characters as arguments: no engine allows much more. */
const MOST_ARGUMENTS = 8192;

/** The decoder that runs anywhere. `TextDecoder` cannot stand here: its `latin1` is windows-1252. */
export function portableLatin1(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at += MOST_ARGUMENTS) {
    const part = bytes.subarray(at, Math.min(end, at + MOST_ARGUMENTS));
    text += String.fromCharCode.apply(null, part as unknown as number[]);
  }
  return text;
}

let decode: Latin1Decoder = portableLatin1;

/**
 * Fast path: a host that decodes quicker hands its decoder in (Node's is 6 times as fast on a line of 120 bytes). It
 * skips nothing; a test holds it equal to `portableLatin1` on every byte.
 */
export function useLatin1Decoder(decoder: Latin1Decoder): void {
  decode = decoder;
}

/** The text of `bytes[start..end)`, one char a byte. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return decode(bytes, start, end);
}

/** The bytes of a text that has one char a byte; of other characters the lower eight bits. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  writeLatin1(text, bytes);
  return bytes;
}

/** Writes the bytes of `text` into the first places of `bytes`, which has room for them. */
export function writeLatin1(text: string, bytes: Uint8Array): void {
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
}
