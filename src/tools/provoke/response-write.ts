/** One write of the response: a call that handed bytes of it to the kernel, or tried to. */
export interface ResponseWrite {
  /** Which write of the response it is, from 1. */
  readonly number: number;
  readonly call: string;
  readonly pid: number | null;
  /** Which of its thread's calls of that name it is, from 1: what strace's `when=` counts. */
  readonly ordinal: number;
  /** Bytes; null where the capture does not tell. */
  readonly askedBytes: number | null;
  readonly acceptedBytes: number;
  readonly error: string | null;
  /** strace refused it, and the kernel never saw it. */
  readonly isInjected: boolean;
  /**
   * The socket was full: the kernel refused this write, or took less than the one before was given and had not told of
   * room since. A refusal is true to life there, and the kernel tells of room once there is some.
   */
  readonly isFull: boolean;
  readonly line: number;
}
