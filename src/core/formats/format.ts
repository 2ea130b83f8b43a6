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
};

/** Begins a new document. A module for `--format ./mine.mjs` exports one as its default. */
export type MakeFormat = (context: FormatContext) => Format;

/** Hands one record to a format. */
export function writeRecord(format: Format, line: RecordLine, write: WriteText): void {
  const handle = format[line.kind] as ((line: RecordLine, write: WriteText) => void) | undefined;
  handle?.call(format, line, write);
}
