import type { Palette } from "./colors.js";

/** What text is laid out for: a terminal, or a file that stands for one. */
export interface Page {
  /** Columns; no line is printed wider. */
  readonly width: number;
  readonly paint: Palette;
}
