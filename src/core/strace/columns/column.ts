/** A column that something other than strace put in front of the lines of a capture. */
export interface Column {
  /** What `recordedWith` says of it. */
  readonly name: string;
  /**
   * Where the line proper begins in `bytes[start..end)`: `start` for a line without the column, -1 for a line that has
   * the column of another source, so that it must not be read as a part of this capture.
   */
  after(bytes: Uint8Array, start: number, end: number): number;
  /** True if the line that `after` was asked for last has a number that shows that lines before it are missing. */
  readonly isAfterGap?: boolean;
}

/** A column as one line shows it, and where the line proper begins. */
export interface FoundColumn {
  readonly column: Column;
  readonly at: number;
}
