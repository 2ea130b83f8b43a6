import type { ExchangeRun } from "../records/exchange-run.js";
import type { RecordKind } from "../records/record.js";
import type { RecordLine } from "../records/record-line.js";
import type { FormatContext } from "./context.js";

/** Appends text to a document. */
export type WriteText = (text: string) => void;

/**
 * One document that is being written: a handler for each kind of record that the format shows. A handler is given the
 * record (`line.value`, and as JSON in `line.text`) and writes at once, or never: it returns no promise.
 */
export type Format = {
  readonly [K in RecordKind]?: (line: RecordLine<K>, write: WriteText) => void;
} & {
  /** In place of `exchange`, for several that follow one another: for a format that need not look at each. */
  readonly exchanges?: (run: ExchangeRun, write: WriteText) => void;
  /** Writes what could not be written at once, before the summary comes: all captures are read. */
  readonly settle?: (write: WriteText) => Promise<void>;
};

/** Begins a new document. A module for `--format ./mine.mjs` exports one as its default. */
export type MakeFormat = (context: FormatContext) => Format;

/** Hands one record to a format. */
export function writeRecord(format: Format, line: RecordLine, write: WriteText): void {
  const handle = format[line.kind] as ((line: RecordLine, write: WriteText) => void) | undefined;
  handle?.call(format, line, write);
}

/** Hands several exchanges to a format. */
export function writeExchanges(format: Format, run: ExchangeRun, write: WriteText): void {
  if (format.exchanges) format.exchanges(run, write);
  else if (format.exchange) for (const line of run.lines()) writeRecord(format, line, write);
}
