/** What strace prints after the arguments: `= 219264`, `= -1 EAGAIN (...)`, `= 7<TCP:[...]> <0.000012>`, `= ?`. */
export interface Result {
  /** The return value; -1 for an error, null when strace prints `?` or nothing. */
  readonly value: number | null;
  /** The value as printed, if a number cannot hold it to the last digit; otherwise null. */
  readonly digits: string | null;
  /** The errno's name, such as `EAGAIN`, or null. */
  readonly error: string | null;
  /** The decoration of a returned fd (`-y`, `-yy`), without its angle brackets. */
  readonly decoration: string | null;
  /** Remarks in parentheses, such as `Timeout`, `INJECTED`, `flags O_RDWR`; comments, `deleted`, `unavailable`. */
  readonly remarks: readonly string[];
  /** Seconds spent in the call (`-T`), or null. */
  readonly duration: number | null;
  /** True if a person wrote a note after it. */
  readonly hasNote?: boolean;
}

/** The result of a call that never returned. */
export const NO_RESULT: Result = {
  value: null,
  digits: null,
  error: null,
  decoration: null,
  remarks: [],
  duration: null,
};

/** True if `-e inject` made the result up: the kernel never saw the call, so no bytes moved. */
export function isInjected(result: Result): boolean {
  return (
    result.remarks.length > 0 &&
    result.remarks.some((remark) => remark.startsWith("INJECTED") && remark !== "INJECTED: args")
  );
}

const MAX_ERRNO = 4095; // the kernel's MAX_ERRNO: no larger number is an error

/**
 * True for `-1 (errno 18446744073709551596)`: the thread was being killed, and strace printed what it found in the
 * thread's register.
 */
export function isGarbled({ error }: Result): boolean {
  return error?.startsWith("errno ") === true && Number(error.slice("errno ".length)) > MAX_ERRNO;
}
