import { expect, test } from "vitest";
import { documentOf, formats, nasty, recordsOf, samples } from "./documents.js";

const linesOf = (...captures: Parameters<typeof recordsOf>): string[] =>
  documentOf(formats.ndjson?.() ?? {}, recordsOf(...captures)).split("\n");

test("the finding stands before the connection that it is about, the exchanges behind it, the counts last", () => {
  const [sample] = samples.filter(({ path }) => path.includes("14.9MB-truncated") && !path.includes("tcp"));
  const kinds = linesOf(sample ? [sample] : [])
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line).kind);
  expect(kinds).toEqual(["run", "begin", "finding", "connection", "exchange", "capture", "summary"]);
});

test("a record is a line, whatever is in it, and nothing in it moves a cursor or turns text around", () => {
  const lines = linesOf([nasty]);
  expect(lines.at(-1)).toBe("");
  for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  const begin = JSON.parse(lines[1] ?? "");
  expect(begin.path).toBe(nasty.path);
});

test("a capture that could not be read is a record with a code", () => {
  const lines = linesOf([], [{ path: "x.gz", text: "x.gz is damaged" }]);
  expect(JSON.parse(lines[2] ?? "")).toEqual({
    kind: "failure",
    capture: null,
    path: "x.gz",
    code: "capture-damaged",
    message: "x.gz is damaged",
  });
});
