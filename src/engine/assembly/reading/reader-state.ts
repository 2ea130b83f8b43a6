/**
 * What the engine and the reader in TypeScript both have to know of the lines so far. Whoever reads a line leaves it true for the
 * other one (host/reader-state.ts).
 */
import { only } from "../memory";

@unmanaged
export class ReaderState {
  /** Seconds of the last line that had a time, and what they were made of (core/strace/line/clock.ts). */
  now: f64;
  timeOfDay: f64;
  days: f64;
  /** The latest time, and that of the last line that stood in its order (core/strace/line/time-order.ts). */
  latest: f64;
  last: f64;
  /** The time and the thread of the last line that had a time (core/strace/line/late-lines.ts). */
  lateTime: f64;
  latePid: i32;
  hasTime: i32;
  /** The number of the last line, and the lengths of it and of the one before. */
  line: u32;
  width: i32;
  lastWidth: i32;
  /** The line on which the last call ended. */
  lastCall: i32;
  /** Calls, and what was reported or counted, so far. */
  calls: u32;
  events: u32;
  /** The columns of all lines, and of the last one. */
  forms: i32;
  lastForms: i32;
  /** 1 once a call had its duration (`-T`). */
  hasDuration: i32;
  /** The length at which lines were clipped; 0: none was. The host reads lines of that length and longer ones. */
  edge: i32;
  /** 1 while the host has to read every line. */
  isHostBusy: i32;
  /** How many calls are under way whose first halves the host keeps. */
  hostHalves: i32;
  /** How many calls were looked at for signs of strace's options. */
  sampled: i32;
  /** The signs that were found (signs.ts), and the length of the longest string that strace cut; -1: it cut none. */
  known: i32;
  stringLimit: i32;
}

export const state: ReaderState = only<ReaderState>();
state.latest = -Infinity;
state.last = -Infinity;
state.lateTime = -Infinity;
state.latePid = -1;
state.lastCall = -1;
state.stringLimit = -1;

/** For the host: where its fields stand. */
export function readerState(): usize {
  return changetype<usize>(state);
}
