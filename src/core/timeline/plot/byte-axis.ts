import { byteSize, byteUnit } from "../../text/byte-size.js";
import { roundStep, roundTicks } from "../../text/ticks.js";

/** Rows that the axis has at most above zero, without those of a gap. */
const MOST_ROWS = 10;
const MOST_TICKS = 5;
/** The axis has a gap if no more than this share of the declared bytes was accepted: the step would be a row high. */
const STUMP = 0.1;

/** The rows of a plot, from 0 at the bottom, and what stands at their left. */
export interface ByteAxis {
  /** The number of the top row. */
  readonly top: number;
  /** The row that stands for the gap between the accepted and the declared bytes; null without one. */
  readonly gap: number | null;
  readonly labels: ReadonlyMap<number, string>;
  /** The rows of the two lines in one column: two amounts that differ never share a row, nor does an amount share that of zero. */
  rowsOf(accepted: number, declared: number | null): { readonly accepted: number; readonly declared: number };
}

/**
 * An axis with round ticks for plotting what was accepted below what was declared. If hardly anything was accepted of
 * much, the axis has a gap, so that both can be seen.
 *
 * @param accepted the most bytes that were accepted of a response
 * @param declared the most bytes that a response declared; null if none declared any
 */
export function byteAxis(accepted: number, declared: number | null): ByteAxis {
  const most = Math.max(accepted, declared ?? 0, 1);
  const hasGap = declared !== null && accepted > 0 && accepted < STUMP * declared;
  const scaled = hasGap ? accepted : most;
  const step = roundStep(scaled, MOST_TICKS);
  const perStep = Math.max(1, Math.floor((MOST_ROWS * step) / scaled));
  const below = Math.max(1, Math.round((scaled / step) * perStep));
  const gap = hasGap ? below + 1 : null;
  const top = gap === null ? below : gap + 1;
  const rowOf = (bytes: number): number => {
    if (bytes > scaled) return top;
    return bytes > 0 ? Math.max(1, Math.round((bytes / step) * perStep)) : 0;
  };
  const unit = byteUnit(scaled);
  const labels = new Map(roundTicks(scaled, step).map((bytes, tick) => [tick * perStep, byteSize(bytes, unit)]));
  if (declared !== null) labels.set(top, byteSize(most));
  return {
    top,
    gap,
    labels,
    rowsOf: (taken, promised) => {
      const [lower, upper] = [rowOf(taken), rowOf(promised ?? taken)];
      if (promised === null || promised <= taken || upper > lower) return { accepted: lower, declared: upper };
      return upper < top
        ? { accepted: lower, declared: lower + 1 }
        : { accepted: Math.max(0, upper - 1), declared: upper };
    },
  };
}
