import { matcher } from "../text/wildcard.js";

const UNIX = "unix:";
/** The port of `127.0.0.1:80` or `[::1]:80`: what follows the last colon, when the host needs none of its own. */
const WITH_PORT = /^(\[[^\]]*\]|[^:[\]]*):\d+$/;

/**
 * A function that tests the address of an end of a connection. The pattern is an address, with its port or without, the path of a Unix
 * socket, with `unix:` or without, or `inode N`; `*` stands for any text.
 */
export function addressMatcher(pattern: string): (address: string) => boolean {
  const matches = matcher(pattern);
  return (address) => namesOf(address).some(matches);
}

/** What a person may call an address. */
function namesOf(address: string): string[] {
  if (address.startsWith(UNIX)) return [address, address.slice(UNIX.length)];
  const [, host] = WITH_PORT.exec(address) ?? [];
  if (host === undefined) return [address];
  return host.startsWith("[") ? [address, host, host.slice(1, -1)] : [address, host];
}
