/** What a plot is drawn with. */
export interface PlotSymbols {
  /** In asciichart's order: two crossings of the axis, two ends, the line, four corners, a rise. */
  readonly accepted: readonly string[];
  readonly declared: readonly string[];
  /** The axis of bytes: between two ticks, and at one. */
  readonly side: string;
  readonly sideTick: string;
  /** The axis of time: its corner, between two ticks, at one, and below the ends of streams that come later. */
  readonly corner: string;
  readonly bottom: string;
  readonly bottomTick: string;
  readonly gap: string;
  readonly refused: string;
  readonly end: string;
  readonly later: string;
}

const UNICODE: PlotSymbols = {
  accepted: ["┼", "┤", "╶", "╴", "─", "╰", "╭", "╮", "╯", "│"],
  declared: ["┼", "┤", "┄", "┄", "┄", "┄", "┄", "┄", "┄", "┆"],
  side: "│",
  sideTick: "┤",
  corner: "└",
  bottom: "─",
  bottomTick: "┬",
  gap: "≈",
  refused: "×",
  end: "▲",
  later: "▶",
};

const ASCII: PlotSymbols = {
  accepted: ["+", "|", "-", "-", "-", "`", ".", ".", "'", "|"],
  declared: ["+", "|", "=", "=", "=", "=", "=", "=", "=", ":"],
  side: "|",
  sideTick: "+",
  corner: "+",
  bottom: "-",
  bottomTick: "+",
  gap: "~",
  refused: "x",
  end: "^",
  later: ">",
};

export function plotSymbols(unicode: boolean): PlotSymbols {
  return unicode ? UNICODE : ASCII;
}
