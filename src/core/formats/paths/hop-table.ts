import type { PathExchange } from "../../records/record.js";
import { forTerminal } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { paintedTable, type TableCell, tableWidth } from "../../text/table.js";
import { partWords, sideWord, sizesText } from "./part-words.js";

/** The exchanges of a path, and what is said of them besides what they say themselves. */
export interface HopRows {
  readonly exchanges: readonly PathExchange[];
  /** The index of the exchange at which bytes were lost first; null if that is not known. */
  readonly origin: number | null;
  /** The name of an exchange's capture; empty if it need not be said. */
  readonly captureOf: (exchange: PathExchange) => string;
}

/** The columns of a row, by their numbers in `cellsOf`. */
const [PID, SIDE, SIZES, STATUS, ADDRESS, CONNECTION, CAPTURE, ENDING, PART] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
const WHO = [PID, SIDE, SIZES, STATUS] as const;
/** How a row is broken into lines, from the widest page to the narrowest. */
const LAYOUTS: readonly (readonly (readonly number[])[])[] = [
  [[...WHO, ADDRESS, CONNECTION, CAPTURE, ENDING, PART]],
  [[...WHO, ADDRESS, CONNECTION, CAPTURE, ENDING], [PART]],
  [
    [...WHO, CONNECTION],
    [ADDRESS, CAPTURE, ENDING, PART],
  ],
  [[...WHO, CONNECTION], [ADDRESS, CAPTURE, ENDING], [PART]],
  [WHO, [CONNECTION, ENDING], [ADDRESS], [CAPTURE], [PART]],
];
const INDENT = "  ";
const RIGHT: ReadonlySet<number> = new Set([SIZES]);

/** The exchanges of a path, one row each, from the client's side inwards. A row takes several lines on a page that is too narrow for one; a path or an address is whole on any page. */
export function hopTable({ exchanges, origin, captureOf }: HopRows, { width, paint }: Page): string[] {
  const areAlike = exchanges.every(({ status }) => status === exchanges[0]?.status);
  const rows = exchanges.map((exchange, at) => cellsOf(exchange, at === origin, areAlike, captureOf(exchange)));
  const fits = LAYOUTS.find((groups) =>
    groups.every((group, at) => tableWidth(picked(rows, group)) + indentOf(at) <= width),
  );
  const groups = fits ?? (LAYOUTS.at(-1) as (typeof LAYOUTS)[number]);
  const texts = groups.map((group) => {
    const right = new Set(group.flatMap((column, at) => (RIGHT.has(column) ? [at] : [])));
    return paintedTable(picked(rows, group), right, paint);
  });
  return rows.flatMap((_, row) =>
    texts.map((lines, at) => (at > 0 ? INDENT : "") + lines[row]).filter((line) => line.trim() !== ""),
  );
}

function cellsOf(exchange: PathExchange, isOrigin: boolean, areAlike: boolean, capture: string): TableCell[] {
  const { process, status, address, connection, cause, verdict } = exchange;
  return [
    { text: `pid ${process ?? "?"}` },
    { text: sideWord(exchange) },
    { text: sizesText(exchange) },
    { text: areAlike ? "" : String(status ?? "") },
    { text: forTerminal(address ?? "") },
    { text: connection },
    { text: forTerminal(capture) },
    { text: cause ?? verdict, color: "faint" },
    partWords({ exchange, isOrigin }),
  ];
}

function picked(rows: readonly (readonly TableCell[])[], columns: readonly number[]): TableCell[][] {
  return rows.map((row) => columns.map((column) => row[column] ?? { text: "" }));
}

function indentOf(at: number): number {
  return at > 0 ? INDENT.length : 0;
}
