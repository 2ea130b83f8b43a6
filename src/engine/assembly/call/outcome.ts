/** What the result of the current call means (core/strace/line/result/result.ts). */
import { decimal, endOfDigits } from "../arguments/decimal";
import { NO_NUMBER } from "../arguments/integer";
import { isLiteral, startsWith } from "../bytes";
import { call } from "./current-call";

/** True if the call returned: `= ?` alone is a call that never did. */
export function hasReturned(): bool {
  return !isGarbled() && (call.hasValue || call.hasError);
}

/** True if the call returned 0. */
export function returnedZero(): bool {
  return call.hasValue && call.value === 0;
}

/** The number of the fd that the call returned; NO_NUMBER: it returned none. */
export function returnedFd(): f64 {
  return call.hasValue && call.value >= 0 ? call.value : NO_NUMBER;
}

/** The result as a count; 0 if the call failed, or if the result is unknown. */
export function returnedCount(): f64 {
  return call.hasValue ? max<f64>(0, call.value) : 0;
}

const INJECTED = "INJECTED";

/** True if `-e inject` made the result up: the kernel never saw the call, so no bytes moved. */
export function isInjected(): bool {
  for (let index = 0; index < call.remarkCount; index++) {
    const remark = call.remark(index);
    const isArgs = isLiteral(remark.start, remark.end, "INJECTED: args");
    if (!isArgs && startsWith(remark.start, remark.end, INJECTED)) return true;
  }
  return false;
}

const ERRNO = "errno ";
/** The kernel's MAX_ERRNO: no larger number is an error. */
const MAX_ERRNO: f64 = 4095;

/**
 * True for `-1 (errno 18446744073709551596)`: the thread was being killed, and strace printed what it found in the thread's
 * register.
 */
export function isGarbled(): bool {
  if (!startsWith(call.errorStart, call.errorEnd, ERRNO)) return false;
  const number = call.errorStart + ERRNO.length;
  return endOfDigits(number, call.errorEnd) === call.errorEnd && decimal(number, call.errorEnd) > MAX_ERRNO;
}
