import type { Palette } from "./colors.js";

/** What a text is laid out for: a terminal, or a file that stands in for one. */
export interface Page {
  /** Columns. No line is wider. */
  readonly width: number;
  readonly paint: Palette;
}
