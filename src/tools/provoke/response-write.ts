/** One write of the response: a call that asked the kernel to take bytes of it. */
export interface ResponseWrite {
  /** Its position among the writes of the response, from 1. */
  readonly number: number;
  readonly call: string;
  readonly pid: number | null;
  /** Its position among its thread's calls of that name, from 1, as strace's `when=` counts. */
  readonly ordinal: number;
  /** Bytes; null if the capture does not show how many. */
  readonly askedBytes: number | null;
  readonly acceptedBytes: number;
  readonly error: string | null;
  /** strace refused it; the kernel never saw it. */
  readonly isInjected: boolean;
  /**
   * The socket was full: the kernel refused this write, or it took less than the previous write asked for and has not
   * reported room since. Refusing such a write is true to life, and the kernel will report room once there is some.
   */
  readonly isFull: boolean;
  readonly line: number;
}
