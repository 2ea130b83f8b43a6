import type { Palette } from "./colors.js";

/** What a text is laid out for: a terminal, or a file that stands in for one. */
export interface Page {
  /** Columns. Prose is broken at this width. A path, a command or a `file:line` is never broken, and may reach beyond it. */
  readonly width: number;
  readonly paint: Palette;
  /** True if the page shows characters beyond ASCII, such as the lines of a box; false if it needs ASCII in their place. */
  readonly unicode: boolean;
}
