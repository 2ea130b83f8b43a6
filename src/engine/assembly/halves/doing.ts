/** What a thread is doing, as far as the lines show that the engine has read (core/strace/call/pending.ts). */
import { copyBytes } from "../blocks";
import { NO_CALL } from "../calls/names";
import { allocate, create, destroy, release } from "../heap/allocate";

/** Longer arguments are given back with the call: the room of shorter ones is used again. */
const LARGE: i32 = 1024;

@unmanaged
export class Doing {
  /** Seconds at which the call begins; NaN if strace printed no time. */
  time: f64;
  /** The call that the thread is in; NO_CALL: none that the engine knows. */
  call: i32;
  /** The line on which it begins; of a thread in no call, the one of the second half that came last. */
  line: u32;
  /** True if the call is only counted. */
  isLeftOut: bool;
  /** True if the thread's last line is the second half of a wanted call. */
  isAfterResumed: bool;
  /** True while the host keeps what the thread is doing. */
  isHosts: bool;
  /** The arguments so far. */
  argumentsStart: usize;
  length: i32;
  private capacity: i32;

  get isInCall(): bool {
    return this.call !== NO_CALL;
  }

  get isIdleAfterResumed(): bool {
    return this.isAfterResumed && !this.isHosts && !this.isInCall;
  }

  /** The thread's last line is the second half of a wanted call. */
  noteResumed(line: u32): void {
    this.isAfterResumed = true;
    this.line = line;
  }

  /** The thread begins a call, of which the arguments p..end are printed. */
  begin(call: i32, line: u32, time: f64, p: usize, end: usize): void {
    this.call = call;
    this.line = line;
    this.time = time;
    this.length = <i32>(end - p);
    if (this.length > this.capacity) this.reserve(this.length);
    copyBytes(this.argumentsStart, p, end);
  }

  /** The call is over, or the host's. */
  end(): void {
    this.call = NO_CALL;
    this.isLeftOut = false;
    if (this.capacity > LARGE) this.releaseRoom();
  }

  private reserve(bytes: i32): void {
    this.releaseRoom();
    this.argumentsStart = allocate(bytes);
    this.capacity = bytes;
  }

  releaseRoom(): void {
    if (this.capacity > 0) release(this.argumentsStart, this.capacity);
    this.capacity = 0;
  }
}

export function createDoing(): Doing {
  const doing = create<Doing>();
  doing.call = NO_CALL;
  return doing;
}

export function destroyDoing(doing: Doing): void {
  doing.releaseRoom();
  destroy<Doing>(doing);
}
