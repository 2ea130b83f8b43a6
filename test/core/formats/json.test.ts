import { expect, test } from "vitest";
import { jsonText } from "../../../src/core/text/json-text.js";
import { analyzeText, toJson } from "../../../src/index.js";
import { documentOf, formats, nasty, recordsOf, samples } from "./documents.js";

test.each([...samples, nasty])("the API's toJson is the document of the command: $path", (sample) => {
  const { capture, connections, findings, summary } = analyzeText(sample.text);
  const whole = toJson({
    version: "1.2.3",
    captures: [{ ...capture, path: sample.path }],
    connections: connections.map((connection) => ({ capture: 0, connection })),
    findings: findings.map((finding) => ({ ...finding, capture: 0 })),
    summary,
  });
  expect(whole).toBe(documentOf(formats.json?.() ?? {}, recordsOf([sample])));
});

test("names of a program come back as they were, and the document has nothing that a terminal obeys", () => {
  const text = documentOf(formats.json?.() ?? {}, recordsOf([nasty]));
  expect(JSON.parse(text).captures[0].path).toBe(nasty.path);
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
});

test("what JSON.stringify leaves as it is, and a terminal or an editor would obey, is escaped", () => {
  const text = "\u009b2J\u007f\u202e\u2028\u{e0001}é漢";
  expect(jsonText(text)).toBe('"\\u009b2J\\u007f\\u202e\\u2028\\udb40\\udc01é漢"');
  expect(JSON.parse(jsonText(text))).toBe(text);
});
