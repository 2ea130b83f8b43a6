import type { Kind } from "../records/record.js";
import type { RecordLine } from "../records/record-line.js";

/** Takes the next stretch of a document. */
export type Write = (text: string) => void;

/** An output format: for each kind of record that it makes something of, what it writes when one comes. */
export type Format = {
  readonly [K in Kind]?: (line: RecordLine<K>, write: Write) => void;
};

/** Texts, each of one line, that have to wait for what they belong to. */
export interface Waiting {
  add(key: string, text: string): void;
  /** All of a key's, in order; they are gone afterwards. */
  take(key: string): Iterable<string>;
}

/** Tells a format of one record. */
export function tell(format: Format, line: RecordLine, write: Write): void {
  const hear = format[line.kind] as ((line: RecordLine, write: Write) => void) | undefined;
  hear?.(line, write);
}
