/**
 * The call that the model is about to apply: its halves joined (core/strace/call/syscall.ts). There is one at a time. Its texts
 * are bytes that stay where they are until the call has been applied.
 */
import { startsWith } from "../bytes";
import { element, only } from "../memory";
import { Span } from "./span";

/** How much of a call the capture holds. */
export enum Part {
  Whole,
  /** It never returned. */
  Unfinished,
  /** It began before the capture did, so its first arguments are unknown. */
  Resumed,
  /** It returned, and the line that says what is missing. */
  Lost,
}

/** In place of a pid that strace did not print. */
export const NO_PID: i32 = -1;
/** In place of a time that strace did not print; `isTime` says which one is. */
export const NO_TIME: f64 = NaN;

export function isTime(time: f64): bool {
  return !F64.isNaN(time);
}

@unmanaged
export class CurrentCall {
  /** The result; it counts only if `hasValue`. */
  value: f64;
  /** Seconds, or NO_TIME. */
  beginTime: f64;
  endTime: f64;
  /** The index in the table of calls, or NO_CALL. */
  call: i32;
  /** The pid column of the line on which the call ended, and of that on which it began; or NO_PID. */
  pid: i32;
  beginPid: i32;
  beginLine: u32;
  endLine: u32;
  part: Part;
  /** False if strace printed `?` or nothing. */
  hasValue: bool;
  /** The text between the parentheses, still quoted. A `)` stands at its end. */
  argumentsStart: usize;
  argumentsEnd: usize;
  /** The name of the errno, such as `EAGAIN`; 0: none. */
  errorStart: usize;
  errorEnd: usize;
  /** The decoration of a returned fd, without its angle brackets; 0: none. */
  decorationStart: usize;
  decorationEnd: usize;
  /** What stands in parentheses after the result: spans, one after the other. */
  remarks: usize;
  remarkCount: i32;
  /** The bytes that a hexdump below the call shows, by buffer: spans, one after the other. */
  dumps: usize;
  dumpCount: i32;

  get hasError(): bool {
    return this.errorStart !== 0;
  }

  /** True if the name of the errno is this one. */
  failedWith(name: string): bool {
    return this.errorEnd - this.errorStart === <usize>name.length && startsWith(this.errorStart, this.errorEnd, name);
  }

  remark(index: i32): Span {
    return element<Span>(this.remarks, index);
  }

  dump(index: i32): Span {
    return element<Span>(this.dumps, index);
  }
}

export const call: CurrentCall = only<CurrentCall>();

/** For the host: where its fields stand (host/call-fields.ts). */
export function currentCall(): usize {
  return changetype<usize>(call);
}
