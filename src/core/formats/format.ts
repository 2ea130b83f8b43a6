import type { RecordKind } from "../records/record.js";
import type { RecordLine } from "../records/record-line.js";

/** Takes the next stretch of a document. */
export type WriteText = (text: string) => void;

/** An output format: for each kind of record that it makes something of, what it writes when one comes. */
export type Format = {
  readonly [K in RecordKind]?: (line: RecordLine<K>, write: WriteText) => void;
};

/** Texts, each of one line, that have to wait for what they belong to. */
export interface WaitingTexts {
  add(key: string, text: string): void;
  /** All of a key's, in order; they are gone afterwards. */
  take(key: string): Iterable<string>;
}

/** Tells a format of one record. */
export function writeRecord(format: Format, line: RecordLine, write: WriteText): void {
  const hear = format[line.kind] as ((line: RecordLine, write: WriteText) => void) | undefined;
  hear?.(line, write);
}
