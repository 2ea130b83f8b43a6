import type { Syscall } from "../../strace/call/syscall.js";
import { isGarbled } from "../../strace/line/result/result.js";

/**
 * True if a call cannot have had its result: no read, write, sendfile or splice moves more than it was asked to. Then its
 * line is not as strace wrote it: digits of the next line were glued to the count, or a digit is missing elsewhere.
 * MSG_TRUNC is left out, because recv(2) then returns the length of a whole datagram.
 *
 * @param asked bytes; null if the capture does not show how many
 * @param moved bytes, by its result
 */
export function movedTooMuch(call: Syscall, asked: number | null, moved: number): boolean {
  if (asked === null || moved <= asked || isGarbled(call.result)) return false;
  return !call.argumentsText.includes("MSG_TRUNC");
}
