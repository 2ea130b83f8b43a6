/** Calls that make processes, and those that name them. */
import { byteAt, isLiteral, startsWith } from "../../bytes";
import { call } from "../../call/current-call";
import { callAt } from "../../calls/call";
import { Char } from "../../char";
import { Constant, hasFlag } from "../constants";
import { decimal, endOfDigits } from "../decimal";
import { endOfDecoration } from "../decoration";
import { textEnd } from "../elements";
import { integer, NO_NUMBER } from "../integer";
import { memberBeforeChange } from "../items";
import { argument } from "../list";
import { argumentsHold } from "../text";
import { isInteger } from "../value";

/** True if the child shares the fds. The flags are an argument of clone, and a member of clone3's struct. */
export function sharesFiles(): bool {
  const name = callAt(call.call).name;
  const nameEnd = name + callAt(call.call).nameLength;
  if (isLiteral(name, nameEnd, "fork") || isLiteral(name, nameEnd, "vfork")) return false;
  if (argumentsHold("CLONE_FILES")) return true;
  const flags = memberBeforeChange(argument(0), "flags");
  return hasFlag(flags === 0 ? argument(1) : flags, Constant.CLONE_FILES);
}

const PID = "pid:";

/** The pid in the decoration of a pidfd, `5<pid:123>`; NO_NUMBER: there is none. */
export function pidOfPidfd(value: usize): f64 {
  if (!isInteger(value) || byteAt(integer.end) !== Char.Less) return NO_NUMBER;
  const start = integer.end + 1;
  const end = endOfDecoration(integer.end, textEnd()) - 1;
  const pidEnd = startsWith(start, end, PID) ? endOfDigits(start + PID.length, end) : start;
  return pidEnd <= start + PID.length ? NO_NUMBER : decimal(start + PID.length, pidEnd);
}
