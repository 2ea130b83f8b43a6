/** A call that gave work to an io_uring, or that closed many fds at once. */
import { destroy } from "../heap/allocate";
import { Counted, createCounted } from "../heap/counted";

/** What is left of the call when a socket hears of it. */
@unmanaged
export class MarkingCall extends Counted {
  /** Seconds at which the call begins and ends; NaN without times. */
  time: f64;
  endTime: f64;
  /** The lines on which it begins and ends. */
  line: u32;
  endLine: u32;
  /** The index of its name in the table of calls. */
  call: i32;
  /** The thread that made it. */
  pid: i32;
  /** True if the process of the thread was an assumption then. */
  assumed: bool;
}

/** One whose fields the caller fills in. */
export function createMarkingCall(): MarkingCall {
  return createCounted<MarkingCall>(destroyMarkingCall);
}

function destroyMarkingCall(address: usize): void {
  destroy<MarkingCall>(changetype<MarkingCall>(address));
}
