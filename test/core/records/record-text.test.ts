import { describe, expect, test } from "vitest";
import type { AnalysisRecord } from "../../../src/core/records/record.js";
import { RecordLine } from "../../../src/core/records/record-line.js";
import {
  exchangeHead,
  exchangeText,
  factsOfExchange,
  kindOfText,
  orderedRecord,
  recordText,
  textWithCapture,
  textWithoutKind,
} from "../../../src/core/records/record-text.js";
import { nasty, recordsOf, samples } from "../formats/documents.js";

const lines = recordsOf([...samples.slice(0, 6), nasty], [{ path: "b", text: "damaged" }], ["README.md"]);
const texts = lines.map(({ text }) => text);
const parsed = (text: string): AnalysisRecord & { capture?: unknown } => JSON.parse(text);

test("every kind of record that is cut below is among them", () => {
  const kinds = new Set(texts.map((text) => parsed(text).kind));
  for (const kind of ["exchange", "connection", "finding", "capture", "failure", "skipped"]) {
    expect(kinds).toContain(kind);
  }
});

describe("what is cut out of a line is what parsing would give", () => {
  test("its kind", () => {
    for (const text of texts) expect(kindOfText(text)).toBe(parsed(text).kind);
  });

  test("all but its kind", () => {
    for (const text of texts) {
      const { kind, ...rest } = parsed(text);
      expect(JSON.parse(textWithoutKind(text, kind))).toEqual(rest);
    }
  });

  test("another number of the capture, and nothing else changed", () => {
    for (const text of texts) {
      const before = parsed(text);
      const after = typeof before.capture === "number" ? { ...before, capture: 7 } : before;
      expect(parsed(textWithCapture(text, 7))).toEqual(after);
    }
  });

  test("the facts of an exchange", () => {
    const exchanges = texts.filter((text) => parsed(text).kind === "exchange");
    expect(exchanges.length).toBeGreaterThan(10);
    for (const text of exchanges) {
      const { kind: _, capture, connection, index, ...facts } = parsed(text) as AnalysisRecord & { kind: "exchange" };
      expect(JSON.parse(`{${factsOfExchange(text)}}`)).toEqual(facts);
      expect(exchangeText(exchangeHead(capture, connection), index, factsOfExchange(text))).toBe(text);
    }
  });
});

test("keys in another order are put back, so that the line can be cut again", () => {
  for (const text of texts) {
    const backwards = Object.fromEntries(Object.entries(parsed(text)).reverse()) as unknown as AnalysisRecord;
    const again = recordText(orderedRecord(backwards));
    expect(parsed(again)).toEqual(parsed(text));
    expect(kindOfText(again)).toBe(parsed(text).kind);
    const { kind, ...rest } = parsed(text);
    expect(JSON.parse(textWithoutKind(again, kind))).toEqual(rest);
    if (kind === "exchange") {
      const { capture: _, connection: _c, index: _i, ...facts } = rest as Record<string, unknown>;
      expect(JSON.parse(`{${factsOfExchange(again)}}`)).toEqual(facts);
    }
  }
});

test("of any record but an exchange only the kind is moved", () => {
  const record = orderedRecord({ message: "", path: "a", request: null, kind: "failure" } as never);
  expect(Object.keys(record)).toEqual(["kind", "message", "path", "request"]);
});

test("a line is a part of another document without its kind", () => {
  const skipped = { kind: "skipped", path: "a", code: "capture-not-strace" } as const;
  expect(RecordLine.of(skipped).textWithoutKind).toBe('{"path":"a","code":"capture-not-strace"}');
});

test("a line that is read gives the same facts as one that was made of its parts", () => {
  const exchanges = lines.filter(({ kind }) => kind === "exchange");
  expect(exchanges.length).toBeGreaterThan(10);
  for (const line of exchanges) {
    expect(line.facts).toBe(factsOfExchange(line.text));
    expect(RecordLine.read(line.text).facts).toBe(line.facts);
    expect(RecordLine.read(line.text).renumbered(3).text).toBe(line.renumbered(3).text);
  }
});
