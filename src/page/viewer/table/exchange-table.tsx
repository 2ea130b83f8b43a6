import { useEffect, useRef, useState } from "preact/hooks";
import type { RowOrder, SortKey } from "../model/row-order.js";
import type { ExchangeRow } from "../model/shown-connection.js";
import { useChoice, useIsPrinting } from "../use-page.js";
import { COLUMNS, type RowContext } from "./columns.js";
import { cellClass, TableRow } from "./table-row.js";
import { rangeWithin, type VisibleRange, visibleRange } from "./visible-range.js";

/** Pixels; the style sheet says the same. */
const ROW = 26;
/** So many rows are printed. */
const MOST_PRINTED = 300;

interface ExchangeTableProps {
  readonly rows: readonly ExchangeRow[];
  readonly order: RowOrder;
  readonly onOrder: (order: RowOrder) => void;
  readonly onOpen: (row: ExchangeRow) => void;
  readonly context: RowContext;
  readonly id: string;
}

/** A table of any number of exchanges: only the rows that can be seen are elements. Arrows, Home, End and Enter work in it. */
export function ExchangeTable({ rows, order, onOrder, onOpen, context, id }: ExchangeTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState<VisibleRange>({ from: 0, to: 40 });
  const [active, setActive] = useChoice(0);
  const isPrinting = useIsPrinting();
  const { from, to } = isPrinting ? { from: 0, to: MOST_PRINTED } : rangeWithin(range, rows.length);
  const currentRow = (): number => Math.min(active(), rows.length - 1);
  const current = currentRow();
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = (): void => setRange((before) => visibleRange(element, ROW, before));
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  const moveTo = (index: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(next);
    const element = scroller.current;
    if (!element) return;
    const room = element.clientHeight - ROW; // the heading stays at the top
    if (next * ROW < element.scrollTop) element.scrollTop = next * ROW;
    else if ((next + 1) * ROW > element.scrollTop + room) element.scrollTop = (next + 1) * ROW - room;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = currentRow();
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 2);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    const next = steps[event.key];
    const row = rows[at];
    if (event.key === "Enter" && row && event.target === event.currentTarget) onOpen(row);
    else if (next === undefined) return;
    else moveTo(next);
    event.preventDefault();
  };
  const onClick = ({ target }: MouseEvent): void => {
    const index = target instanceof Element ? indexOf(target) : -1;
    const row = rows[index];
    if (!row) return;
    setActive(index);
    onOpen(row);
  };
  const last = Math.min(to, rows.length);
  return (
    <div class="scroller" ref={scroller}>
      <table
        id={id}
        role="grid"
        tabIndex={0}
        aria-label="exchanges"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={current >= from && current < last ? `${id}-${current}` : undefined}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map(({ key, heading, isNumber }) => (
              <th key={key} scope="col" class={cellClass(key, isNumber)} aria-sort={sortOf(key, order)}>
                <button type="button" onClick={() => onOrder(nextOrder(key, order))}>
                  {heading}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody onClick={onClick}>
          <Spacer rows={from} />
          {rows.slice(from, last).map((row, offset) => (
            <TableRow
              key={row.order}
              row={row}
              index={from + offset}
              id={`${id}-${from + offset}`}
              isActive={from + offset === current}
              context={context}
            />
          ))}
          <Spacer rows={isPrinting ? 0 : rows.length - last} />
        </tbody>
      </table>
      {rows.length === 0 && <p class="none">no exchange is what the filter asks for</p>}
      {isPrinting && rows.length > last && <p class="none">and {rows.length - last} more</p>}
    </div>
  );
}

/** The index of the row that an element is in; -1 if it is in none. */
function indexOf(element: Element): number {
  return Number(element.closest("tr")?.getAttribute("aria-rowindex") ?? 1) - 2;
}

/** Takes the room of rows that are no elements. */
function Spacer({ rows }: { readonly rows: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden="true" class="spacer">
      <td colSpan={COLUMNS.length} style={{ height: `${rows * ROW}px` }} />
    </tr>
  );
}

function sortOf(key: SortKey, { by, isDescending }: RowOrder): "ascending" | "descending" | "none" {
  if (key !== by) return "none";
  return isDescending ? "descending" : "ascending";
}

function nextOrder(key: SortKey, { by, isDescending }: RowOrder): RowOrder {
  return { by: key, isDescending: key === by ? !isDescending : key === "lost" || key === "silence" };
}
