/**
 * What two readers share that take turns at the lines of a capture: what the lines so far have said. The times are in seconds.
 */
export interface ReaderProgress {
  /** The last time, and what it was made of (line/clock.ts). */
  now: number;
  timeOfDay: number;
  days: number;
  hasTime: boolean;
  /** The latest time, and that of the last line that stood in its order (line/time-order.ts). */
  latest: number;
  last: number;
  /** The time and the thread of the last line that had a time (line/late-lines.ts). */
  lateTime: number;
  latePid: number | null;
  /** The number of the last line; its length, and that of the line before. */
  line: number;
  width: number;
  lastWidth: number;
  /** The line on which the last call ended. */
  lastCall: number;
  /** Calls, and what was reported or counted, so far. */
  calls: number;
  events: number;
  /** The columns of all lines, and of the last one (line/dialect.ts). */
  forms: number;
  lastForms: number;
  hasDuration: boolean;
  /** The length at which lines were clipped; 0: none was (line/pasted/clipping.ts). */
  edge: number;
  /** True while every line has to be read by the reader itself. */
  isBusy: boolean;
  /** How many calls were looked at for signs of options, the signs that were found (line/dialect.ts), and the longest cut string. */
  sampled: number;
  known: number;
  stringLimit: number;
  /** How many calls are under way. */
  halves: number;
}
