import fc from "fast-check";
import { end, record, request, STDERR, STDOUT } from "./records.js";

/** A request and its answer, drawn at random, and what is true of it. */
export interface Drawn {
  readonly method: "GET" | "HEAD";
  readonly status: 200 | 204 | 304;
  readonly bodyBytes: number;
  /** Declared less sent; null if no length is declared. */
  readonly difference: number | null;
  readonly isStatusFirst: boolean;
  readonly recordSizes: readonly number[];
  readonly padding: number;
  readonly hasErrors: boolean;
  readonly hasEmptyEnds: boolean;
}

export const drawn: fc.Arbitrary<Drawn> = fc.record({
  method: fc.constantFrom("GET", "GET", "GET", "HEAD"),
  status: fc.constantFrom(200, 200, 200, 204, 304),
  bodyBytes: fc.oneof(fc.nat(40), fc.nat(9000)),
  difference: fc.option(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: -12, max: 12 }))),
  isStatusFirst: fc.boolean(),
  recordSizes: fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 8184 })), {
    minLength: 1,
    maxLength: 6,
  }),
  padding: fc.nat(7),
  hasErrors: fc.boolean(),
  hasEmptyEnds: fc.boolean(),
});

/** Bytes of the body that are sent: none of an answer to HEAD, to 204 and to 304. */
export function sentBytes({ method, status, bodyBytes }: Drawn): number {
  return method === "HEAD" || status !== 200 ? 0 : bodyBytes;
}

/** The length that the head declares; null if it declares none. */
export function declaredBytes({ bodyBytes, difference }: Drawn): number | null {
  return difference === null ? null : Math.max(0, bodyBytes + difference);
}

/** What became of it, if all of its records came. */
export function endOf(each: Drawn): "whole" | "short" | "over" {
  const declared = declaredBytes(each);
  if (each.method === "HEAD" || each.status !== 200 || declared === null) return "whole";
  const sent = sentBytes(each);
  return sent === declared ? "whole" : sent < declared ? "short" : "over";
}

export function headText(each: Drawn): string {
  const declared = declaredBytes(each);
  const status = each.status === 200 && !each.isStatusFirst ? "" : `Status: ${each.status} X\r\n`;
  const length = declared === null ? "" : `Content-Length: ${declared}\r\n`;
  return each.isStatusFirst ? `${status}${length}X: y\r\n\r\n` : `${length}X: y\n${status}\n`;
}

export const asking = (each: Drawn, index: number, id = 1): string => request(each.method, `/${index}`, { id });

/** The head of a record that is longer than any call here: it looks like one, and no length of a call confirms it. */
const BAIT = "\x01\x06\0\x01\xff\xff\0\0";

/** The records of the answer. Its body is full of heads that a reader out of step must not believe. */
export function answering(each: Drawn, id = 1): string[] {
  const body = BAIT.repeat(Math.ceil(each.bodyBytes / BAIT.length)).slice(0, sentBytes(each));
  const content = headText(each) + body;
  const records: string[] = each.hasErrors ? [record(STDERR, "an error", { id, padding: each.padding })] : [];
  for (let at = 0, index = 0; at < content.length; index++) {
    const size = each.recordSizes[index % each.recordSizes.length] as number;
    records.push(record(STDOUT, content.slice(at, at + size), { id, padding: each.padding }));
    at += size;
  }
  if (each.hasEmptyEnds) records.push(record(STDOUT, "", { id }), record(STDERR, "", { id }));
  return [...records, end(0, { id })];
}

/** How the calls of a program cut what it moves. */
export interface Cutting {
  /** True if each record is a call of its own; else the calls are as long as these. */
  readonly byRecords: boolean;
  readonly sizes: readonly number[];
  /** How many bytes of each call the capture shows (`-s`). */
  readonly shown: number;
}

export const cutting: fc.Arbitrary<Cutting> = fc.record({
  byRecords: fc.boolean(),
  sizes: fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9000 })), {
    minLength: 1,
    maxLength: 12,
  }),
  shown: fc.oneof(fc.constant(Number.MAX_SAFE_INTEGER), fc.constantFrom(32, 64, 128, 4096), fc.nat(300)),
});

/** The calls that move these records. */
export function callsOf(records: readonly string[], { byRecords, sizes }: Cutting): string[] {
  if (byRecords) return [...records];
  const text = records.join("");
  const calls: string[] = [];
  for (let at = 0; at < text.length; ) {
    const size = sizes[calls.length % sizes.length] as number;
    calls.push(text.slice(at, at + size));
    at += size;
  }
  return calls;
}
