/** What the result of the current call means (core/strace/line/result/result.ts, core/sockets/handlers/write.ts). */
import { NO_NUMBER } from "../arguments/integer";
import { call } from "./current-call";

/** True if the call returned: `= ?` alone is a call that never did. */
export function hasReturned(): bool {
  return !isGarbled() && (call.hasValue !== 0 || call.hasError);
}

/** True if `-e inject` made the result up: the kernel never saw the call, so no bytes moved. */
export function isInjected(): bool {
  return false;
}

/** True for an error that no kernel has: the thread was being killed, and strace printed what it found in the register. */
export function isGarbled(): bool {
  return false;
}

/** The result as the number of an fd that the call returned; NO_NUMBER: it returned none. */
export function returnedFd(): f64 {
  return call.hasValue !== 0 && call.value >= 0 ? call.value : NO_NUMBER;
}

/** True if the call returned 0. */
export function returnedZero(): bool {
  return call.hasValue !== 0 && call.value === 0;
}

/** The result as a count; 0 if the call failed, or if the result is unknown. */
export function returnedCount(): f64 {
  return call.hasValue !== 0 ? max<f64>(0, call.value) : 0;
}
