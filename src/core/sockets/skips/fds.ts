import type { Skip } from "../../strace/call-filter.js";
import { LESS } from "../../strace/line/line-bytes.js";
import { digitsOf, numberAt, resultStart } from "./argument-bytes.js";

const MINUS = 0x2d;

/** Whether an fd of a thread is a socket; null if the capture does not show what opened it. */
export type IsSocket = (pid: number | null, fd: number) => boolean | null;

/** `write(4</var/log/x>, ...) = 9`: reads and writes of files. */
export function transferSkip(isSocket: IsSocket): Skip {
  return {
    shows: "first",
    applies: (bytes, start, _end, pid) => {
      const fd = numberAt(bytes, start);
      const known = isStandardOutput(fd) ? true : isSocket(pid, fd);
      const after = start + digitsOf(fd);
      return known !== true && (bytes[after] === LESS ? isFile(bytes, after + 1) : known === false);
    },
  };
}

/** `close(4</var/log/x>) = 0`: the closing of files, if the decoration says so. */
export function closeSkip(isSocket: IsSocket): Skip {
  return {
    shows: "first",
    applies: (bytes, start, _end, pid) => {
      const fd = numberAt(bytes, start);
      const after = start + digitsOf(fd);
      return bytes[after] === LESS && isFile(bytes, after + 1) && !isStandardOutput(fd) && isSocket(pid, fd) !== true;
    },
  };
}

/** `openat(AT_FDCWD, "x", O_RDONLY) = 4</srv/x>`: the opening of files, if the decoration says so, and failed opens. */
export function openSkip(isSocket: IsSocket): Skip {
  const { applies: isFileAt } = closeSkip(isSocket);
  return {
    shows: "last",
    applies: (bytes, start, end, pid) => {
      const at = resultStart(bytes, start, end);
      return at > 0 && (bytes[at] === MINUS || isFileAt(bytes, at, end, pid));
    },
  };
}

/** True for fds 1 and 2. The program's own output may be mixed into such a line, so the whole line has to be read. */
function isStandardOutput(fd: number): boolean {
  return fd === 1 || fd === 2;
}

/**
 * True if a decoration certainly does not name a socket: `3</srv/x>`, `4<pipe:[7]>`, `5<anon_inode:[eventpoll]>`. The
 * decoration of a socket begins with a capital letter, with `(null)`, or with `socket`.
 */
function isFile(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at] as number;
  const isLower = first >= 0x61 && first <= 0x7a;
  return first === 0x2f || (isLower && !(first === 0x73 && bytes[at + 1] === 0x6f)); // "so" of socket:[7]
}
