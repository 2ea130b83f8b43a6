import { describe, expect, test } from "vitest";
import { documentOf, firing, formats, recordsOf, samples } from "./documents.js";

/** The counts that a document gives for people: `28 responses and 2 streams on 3 connections: 1 truncated, 29 complete`. */
const COUNTS =
  /([\d,]+) (?:responses?|streams?)(?:\s+and\s+([\d,]+)\s+streams?)?\s+on [\d,]+\s+connections?(?:\s+in\s+[\d,]+\s+captures?)?((?:[:,]\s+[\d,]+\s+(?:truncated|short\s+from\s+another\s+hop|overrun|undetermined|aborted\s+by\s+the\s+peer|still\s+in\s+flight|complete))*)/g;
const number = (text = ""): number => Number(text.replaceAll(",", ""));

describe.each(["text", "markdown"])("%s: the counts of verdicts add up to the responses", (name) => {
  const captures = [...samples, ...firing];
  test.each([
    ...captures.map((each) => [each.path, [each]] as const),
    ["all together", captures] as const,
  ])("%s", (_, of) => {
    const document = documentOf(formats[name]?.() ?? {}, recordsOf(of));
    const counts = [...document.matchAll(COUNTS)];
    expect(counts.length).toBeGreaterThan(0);
    for (const [text, responses, streams = "0", verdicts = ""] of counts) {
      const each = [...verdicts.matchAll(/[:,]\s+([\d,]*\d)\s/g)].map(([, count]) => number(count));
      expect([text, each.reduce((total, count) => total + count, 0)]).toEqual([
        text,
        number(responses) + number(streams),
      ]);
    }
  });
});

test("csv has a row for each response", () => {
  for (const each of [...samples, ...firing]) {
    const rows =
      documentOf(formats.csv?.() ?? {}, recordsOf([each]))
        .trimEnd()
        .split("\r\n").length - 1;
    const json = JSON.parse(documentOf(formats.json?.() ?? {}, recordsOf([each])));
    expect([each.path, rows]).toEqual([each.path, json.summary.responses]);
  }
});
