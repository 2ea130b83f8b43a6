import { jsonText } from "../text/json-text.js";
import type { CaptureClock } from "../text/wall-clock.js";
import { type AnalysisRecord, RECORD_KINDS, type RecordKind } from "./record.js";

/**
 * Records as text. A record is a line of JSON whose keys stand in a fixed order, so that a part of it can be cut out,
 * or a number changed, without parsing it: there are very many. This file alone knows that order; `orderedRecord` makes
 * it.
 */

const HEAD = '{"kind":"';
/** A key, never part of a text: the quotes in a text are escaped. */
const CAPTURE = /"capture":\d+/;
const INDEX = /"index":(\d+)/;
/** The first key of an exchange that says more than whose it is. */
const FIRST_FACT = '"request":';
/** The most frequent kind of all is asked for first. */
const BY_FREQUENCY: readonly RecordKind[] = ["exchange", "connection", ...RECORD_KINDS];

/** A record as a line of JSON, without its newline. */
export function recordText(record: AnalysisRecord): string {
  return jsonText(record);
}

/** A connection's line: `facts` are the inside of an object. */
export function connectionText(capture: number, id: string, clock: CaptureClock | null, facts: string): string {
  return `${HEAD}connection","id":"${id}","capture":${capture},"clock":${jsonText(clock)},${facts}}`;
}

/** The kind of the record in this line, by its beginning. */
export function kindOfText(text: string): RecordKind {
  return BY_FREQUENCY.find((kind) => text.startsWith(kind, HEAD.length)) ?? "run"; // our own strings are quick to look up
}

/** The line without its kind: the same object as a part of another document. */
export function textWithoutKind(text: string, kind: RecordKind): string {
  return `{${text.slice(HEAD.length + kind.length + '",'.length)}`;
}

/** The same line for a capture of another number. */
export function textWithCapture(text: string, capture: number): string {
  return text.replace(CAPTURE, `"capture":${capture}`);
}

/** How the lines of a connection's exchanges begin: the index and the facts follow. */
export function exchangeHead(capture: number, connection: string): string {
  return `${HEAD}exchange","capture":${capture},"connection":"${connection}","index":`;
}

/** An exchange's line: `head` is that of its connection, `facts` are the inside of an object. */
export function exchangeText(head: string, index: number, facts: string): string {
  return `${head}${index},${facts}}`;
}

/** What an exchange's line says besides whose it is: the inside of an object. */
export function factsOfExchange(text: string): string {
  return text.slice(text.indexOf(FIRST_FACT), -1);
}

/** The index of an exchange in its connection: it stands before the first text that is not ours. */
export function indexOfExchange(text: string): number {
  return Number(INDEX.exec(text)?.[1] ?? 0);
}

/** The record with its keys in the order of a line of ours. Another tool may have written them in another order. */
export function orderedRecord(record: AnalysisRecord): AnalysisRecord {
  if (record.kind !== "exchange") {
    const { kind, ...rest } = record;
    return { kind, ...rest } as AnalysisRecord;
  }
  const { kind, capture, connection, index, request, ...rest } = record;
  return { kind, capture, connection, index, request, ...rest };
}
