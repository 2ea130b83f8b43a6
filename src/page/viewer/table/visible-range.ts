/** Rows, from the first to the one after the last. */
export interface VisibleRange {
  readonly from: number;
  readonly to: number;
}

/** So many rows are kept ready above and below what can be seen, in steps, so that scrolling by a row changes nothing. */
const STEP = 20;

/** The rows that an element shows, and some around them. Returns `before` itself if that is the same. */
export function visibleRange(
  { scrollTop, clientHeight }: Pick<HTMLElement, "scrollTop" | "clientHeight">,
  rowHeight: number,
  before: VisibleRange,
): VisibleRange {
  const first = Math.floor(scrollTop / rowHeight / STEP) * STEP;
  const from = Math.max(0, first - STEP);
  const to = first + Math.ceil(clientHeight / rowHeight / STEP) * STEP + 2 * STEP;
  return from === before.from && to === before.to ? before : { from, to };
}

/** The same range if it has rows among `count`; else the last rows: a filter may have left few. */
export function rangeWithin(range: VisibleRange, count: number): VisibleRange {
  return range.from < count ? range : { from: Math.max(0, count - 2 * STEP), to: count };
}
