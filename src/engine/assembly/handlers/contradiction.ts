/** Results that a call cannot have had. */

import { isNumber } from "../arguments/integer";
import { argumentsHold } from "../arguments/text";
import { isGarbled } from "../call/outcome";

/**
 * True if a call cannot have had its result: no read, write, sendfile or splice moves more than it was asked to. Then its
 * line is not as strace wrote it: digits of the next line were glued to the count, or a digit is missing elsewhere.
 * MSG_TRUNC is left out, because recv(2) then returns the length of a whole datagram.
 *
 * @param asked bytes; NO_NUMBER if the capture does not show how many
 * @param moved bytes, by its result
 */
export function movedTooMuch(asked: f64, moved: f64): bool {
  if (!isNumber(asked) || moved <= asked || isGarbled()) return false;
  return !argumentsHold("MSG_TRUNC");
}
