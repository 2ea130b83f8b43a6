/** Reads, writes, closes and opens of files (core/sockets/skips/fds.ts). */
import { byteAt } from "../bytes";
import { Char, isSmall } from "../char";
import { digits } from "../digits";
import { LineRecord } from "../record";
import { resultStart } from "./places";
import { Skip } from "./when";

/** An fd has fewer digits. */
const MANY_DIGITS: i32 = 10;

/** `write(4</var/log/x>, ...) = 9` */
export function skipTransfer(record: LineRecord): Skip {
  if (!readFd(record, record.argumentsStart) || isStandardOutput(record.fd)) return Skip.Never;
  if (byteAt(digits.end) !== Char.Less) return Skip.IfNoSocket;
  return isFile(digits.end + 1) ? Skip.UnlessSocket : Skip.Never;
}

/** `close(4</var/log/x>) = 0`, if the decoration says that it is a file. */
export function skipClose(record: LineRecord, p: usize): Skip {
  if (!readFd(record, p) || isStandardOutput(record.fd)) return Skip.Never;
  return byteAt(digits.end) === Char.Less && isFile(digits.end + 1) ? Skip.UnlessSocket : Skip.Never;
}

/** `openat(AT_FDCWD, "x", O_RDONLY) = 4</srv/x>`, and opens that failed. */
export function skipOpen(record: LineRecord): Skip {
  const result = resultStart(record);
  if (result === 0) return Skip.Never;
  return byteAt(result) === Char.Minus ? Skip.Always : skipClose(record, result);
}

/** Reads the fd at p into the record; -1: no number stands there. False for a number that strace does not print so. */
export function readFd(record: LineRecord, p: usize): bool {
  digits.read(p);
  record.fd = digits.count === 0 ? -1 : <i32>digits.value;
  return digits.count < MANY_DIGITS && (byteAt(p) !== Char.Zero || digits.count === 1);
}

/** The program's own output may be mixed into a line about fd 1 or 2, so the whole line has to be read. */
function isStandardOutput(fd: i32): bool {
  return fd === 1 || fd === 2;
}

/**
 * True if a decoration certainly does not name a socket: `3</srv/x>`, `4<pipe:[7]>`. The decoration of a socket begins with
 * a capital letter, with `(null)`, or with `socket`.
 */
function isFile(p: usize): bool {
  const first = byteAt(p);
  return first === Char.Slash || (isSmall(first) && !(first === Char.s && byteAt(p + 1) === Char.o));
}
