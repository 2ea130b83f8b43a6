import { latin1 } from "../../../bytes.js";
import { isSyscallName } from "../../../syscalls/names.js";
import { emptyParts, splitStart } from "../split.js";

const EVENT = /^(?:\+\+\+ (?:exited|killed|superseded) |--- (?:SIG|stopped by )|\[ Process PID=)/;
const parts = emptyParts();

/**
 * True for a line that begins as a call, the rest of one, or an event of strace's. Such a line is never the rest of
 * the line before, which may have been cut in the middle.
 */
export function isOwnLine(bytes: Uint8Array, start: number, end: number): boolean {
  switch (splitStart(bytes, start, end, parts)) {
    case "call":
      return isSyscallName(latin1(bytes, parts.nameStart, parts.nameEnd));
    case "resumed":
      return true;
    case "event":
      return EVENT.test(latin1(bytes, parts.prefix.offset, Math.min(end, parts.prefix.offset + 32)));
    case "other":
      return false;
  }
}
