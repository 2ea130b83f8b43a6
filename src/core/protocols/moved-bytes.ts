/** A direction of a socket, seen from the traced program: it writes `out`, and reads `in`. */
export type Direction = "in" | "out";

/** What one call moved in one direction. It is valid only while it is handed over, because its bytes are read when they are asked for. */
export interface MovedBytes {
  /** How many bytes the call moved. */
  readonly length: number;
  /** How many bytes the call was asked to move; null if the capture does not show it. */
  readonly asked: number | null;
  /** True if no buffer held them (sendfile, splice): strace shows none of them, with any flags. */
  readonly isSpliced: boolean;
  /** The line on which the call begins. */
  readonly line: number;
  /**
   * The bytes from `at` on, counted from the first one that the call moved.
   *
   * @param most how many are wanted
   * @returns fewer if the call moved no more, or if the capture hides what follows; valid until the next call of `show`
   */
  show(at: number, most: number): Uint8Array;
  /** Where bytes are shown again, at `at` or after it: strace shows the beginning of each buffer. `length` if none are. */
  nextShown(at: number): number;
}
