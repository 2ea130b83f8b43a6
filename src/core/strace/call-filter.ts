import type { ScannedLine } from "./scanned-line.js";

/** Recognizes calls that change nothing by a few of their bytes, before they are read. */
export interface Skip {
  /**
   * Where those bytes are. `first`: in the first arguments, so the first half of a call is enough. `last`: near the end,
   * so only the second half of a call shows them.
   */
  readonly shows: "first" | "last";
  /** True for a call to leave out. `bytes[start..end)` is the line after the `(`, or after `resumed>`. */
  applies(bytes: Uint8Array, start: number, end: number, pid: number | null): boolean;
}

/**
 * The calls that a user of the reader needs. The others are counted, which costs little. A line of theirs that is not surely as
 * strace prints it is read all the same: every user of a reader counts the same lines as unread.
 */
export interface CallFilter {
  wants(name: string): boolean;
  /** Of the wanted calls, those to leave out nevertheless, by name. */
  readonly skips?: ReadonlyMap<string, Skip>;
  /** The same for a call whose line was scanned: true if it is to be left out. */
  readonly isUnneeded?: (line: ScannedLine) => boolean;
}
