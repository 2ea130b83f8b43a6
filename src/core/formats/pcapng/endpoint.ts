/** One end of a TCP connection. */
export interface Endpoint {
  /** 4 bytes for IPv4, 16 for IPv6: text with one character for each. */
  readonly address: string;
  readonly port: number;
}

const WRITTEN = /^(?:(?<four>[0-9.]+)|\[(?<six>[0-9a-fA-F:.]+)(?:%[^\]]*)?\]):(?<port>[0-9]{1,5})$/;
const GROUPS = 8;
/** How the address of an IPv4 host begins on a socket of IPv6 (RFC 4291, section 2.5.5.2). */
const MAPPED = `${"\0".repeat(10)}\xff\xff`;

/** Reads `127.0.0.1:80` or `[::1]:80`; null for what is no such address, as the path of a Unix socket. */
export function endpointOf(text: string | null): Endpoint | null {
  const { four, six, port: written } = WRITTEN.exec(text ?? "")?.groups ?? {};
  const port = Number(written);
  const address = four === undefined ? bytesOfIPv6(six ?? "") : bytesOfIPv4(four);
  if (address === null || !(port > 0 && port <= 0xffff)) return null;
  return { address: address.startsWith(MAPPED) ? address.slice(MAPPED.length) : address, port };
}

/** As `endpointOf` reads it. */
export function endpointText({ address, port }: Endpoint): string {
  const bytes = Array.from(address, (byte) => byte.charCodeAt(0));
  if (!isIPv6(address)) return `${bytes.join(".")}:${port}`;
  const groups = Array.from({ length: GROUPS }, (_, at) =>
    (((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0)).toString(16),
  );
  const shortest = groups.join(":").replace(/(?:^|:)(?:0(?::|$)){2,}/, "::");
  return `[${shortest}]:${port}`;
}

export function isIPv6(address: string): boolean {
  return address.length > 4;
}

/** The address as a host of IPv6 has it: what one end is, the other is as well. */
export function asIPv6(end: Endpoint): Endpoint {
  return isIPv6(end.address) ? end : { ...end, address: MAPPED + end.address };
}

function bytesOfIPv4(text: string): string | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^[0-9]{1,3}$/.test(part) && Number(part) < 256)) return null;
  return String.fromCharCode(...parts.map(Number));
}

function bytesOfIPv6(text: string): string | null {
  const halves = text.split("::");
  const [before = "", after] = halves;
  const [first, last] = [groupsOf(before), groupsOf(after ?? "")];
  if (halves.length > 2 || first === null || last === null) return null;
  const missing = GROUPS * 2 - first.length - last.length;
  const isWhole = after === undefined ? missing === 0 : missing >= 2;
  return isWhole ? first + "\0".repeat(missing) + last : null;
}

/** `fe80:1` and `ffff:127.0.0.1` as bytes. */
function groupsOf(text: string): string | null {
  if (text === "") return "";
  const groups = text.split(":");
  const bytes = groups.map((group, at) => {
    if (at === groups.length - 1 && group.includes(".")) return bytesOfIPv4(group);
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return null;
    const value = Number.parseInt(group, 16);
    return String.fromCharCode(value >> 8, value & 0xff);
  });
  return bytes.includes(null) ? null : bytes.join("");
}
