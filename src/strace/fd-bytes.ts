import type { Audience } from "./names.js";

const LESS = 0x3c;

/**
 * True where a call's first argument is an fd that surely is no socket: the program says nothing to a peer there, and
 * nothing more of the line is looked at. Its decoration tells (`3</srv/x>`, `4<pipe:[7]>`, `5<anon_inode:[eventpoll]>`:
 * those of sockets begin with a capital, `(null)` or `socket`), otherwise who opened it.
 */
export function isAboutFile(
  bytes: Buffer,
  start: number,
  end: number,
  pid: number | null,
  audience: Audience,
): boolean {
  let at = start;
  let fd = 0;
  for (
    let digit = (bytes[at] as number) - 0x30;
    at < end && digit >= 0 && digit <= 9;
    digit = (bytes[++at] as number) - 0x30
  )
    fd = fd * 10 + digit;
  if (at === start) return false;
  const isSocket = audience.isSocket?.(pid, fd) ?? null;
  if (isSocket === true) return false;
  return bytes[at] === LESS ? isFile(bytes, at + 1) : isSocket === false;
}

function isFile(bytes: Buffer, at: number): boolean {
  const first = bytes[at] as number;
  const isLower = first >= 0x61 && first <= 0x7a;
  return first === 0x2f || (isLower && !(first === 0x73 && bytes[at + 1] === 0x6f)); // "so" of socket:[7]
}
