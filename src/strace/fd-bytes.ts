import { LESS, SPACE } from "./line-bytes.js";
import type { Audience, Scope } from "./names.js";

const EQUALS = 0x3d;
/** How long a decoration is searched through backwards for the result in front of it. */
const FAR = 160;

/** Whose line it is, and who wants to hear of it. */
interface Line {
  readonly pid: number | null;
  readonly audience: Audience;
}

/**
 * True where a call is about an fd that surely is no socket: the program says nothing to a peer there, and nothing more
 * of the line is looked at. Its decoration tells (`3</srv/x>`, `4<pipe:[7]>`, `5<anon_inode:[eventpoll]>`: those of
 * sockets begin with a capital, `(null)` or `socket`), otherwise who opened it.
 */
export function isAboutFile(bytes: Buffer, start: number, end: number, scope: Scope, line: Line): boolean {
  const at = scope === "decorated-result" ? resultAt(bytes, start, end) : start;
  let behind = at;
  let fd = 0;
  for (; at >= 0 && behind < end; behind++) {
    const digit = (bytes[behind] as number) - 0x30;
    if (digit < 0 || digit > 9) break;
    fd = fd * 10 + digit;
  }
  if (behind === at || fd === 1 || fd === 2) return false; // the program's own output may stand in such a line
  const isSocket = line.audience.isSocket?.(line.pid, fd) ?? null;
  if (isSocket === true) return false;
  if (bytes[behind] === LESS) return isFile(bytes, behind + 1);
  return scope === "fd" && isSocket === false;
}

/** Where the result stands, or -1 where it is not near the end. */
function resultAt(bytes: Buffer, start: number, end: number): number {
  for (let i = end - 2; i > start && i > end - FAR; i--) {
    if (bytes[i] === EQUALS && bytes[i - 1] === SPACE && bytes[i + 1] === SPACE) return i + 2;
  }
  return -1;
}

function isFile(bytes: Buffer, at: number): boolean {
  const first = bytes[at] as number;
  const isLower = first >= 0x61 && first <= 0x7a;
  return first === 0x2f || (isLower && !(first === 0x73 && bytes[at + 1] === 0x6f)); // "so" of socket:[7]
}
