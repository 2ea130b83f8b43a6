import type { Verdict } from "../../../core/protocols/exchange.js";
import type { ExchangeRow } from "../model/shown-connection.js";
import { rankOf } from "../model/verdicts.js";

/** Pixels that belong to one mark: of several exchanges in them, the worst is shown. */
const APART = 8;

/** A stretch of a lane with one verdict: an exchange, or several that are close together. */
export interface LaneMark {
  /** Pixels. */
  readonly from: number;
  to: number;
  verdict: Verdict;
  count: number;
}

/**
 * The marks of a lane, at most one for each eight pixels.
 *
 * @param rows the exchanges of one connection, in order
 * @param xOf pixels of an exchange's begin
 * @param end pixels of the connection's end
 */
export function laneMarks(rows: readonly ExchangeRow[], xOf: (row: ExchangeRow) => number, end: number): LaneMark[] {
  const marks: LaneMark[] = [];
  for (const row of rows) {
    const x = xOf(row);
    const last = marks.at(-1);
    if (last) last.to = Math.max(last.to, Math.min(x, end));
    if (last && x - last.from < APART) {
      if (rankOf(row.verdict) < rankOf(last.verdict)) last.verdict = row.verdict;
      last.count++;
    } else marks.push({ from: x, to: x, verdict: row.verdict, count: 1 });
  }
  const last = marks.at(-1);
  if (last) last.to = Math.max(last.to, end);
  return marks;
}
