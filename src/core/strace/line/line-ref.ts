/** Which line it is, and when and in which thread strace printed it. */
export interface LineRef {
  /** The pid column; null when strace printed none. */
  readonly pid: number | null;
  /** Line number, from 1. */
  readonly line: number;
  /** Seconds on the capture's own clock; null when the line has no time. */
  readonly time: number | null;
}
