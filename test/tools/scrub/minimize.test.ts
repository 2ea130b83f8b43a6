import { describe, expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";
import { Essence } from "../../../src/tools/scrub/essence.js";
import { Involved } from "../../../src/tools/scrub/involved.js";
import { EXTENTS, Selection } from "../../../src/tools/scrub/selection.js";
import { recordings } from "./captures.js";

function feed(text: string, line: (bytes: Buffer, start: number, end: number) => void): void {
  const bytes = Buffer.from(text, "latin1");
  for (let start = 0, end = bytes.indexOf(0x0a); end >= 0; start = end + 1, end = bytes.indexOf(0x0a, start)) {
    line(bytes, start, end);
  }
}

function essenceOf(text: string, lineOf?: (line: number) => number): string {
  const essence = new Essence(lineOf);
  feed(text, (...line) => essence.analyzer.line(...line));
  essence.analyzer.finish("x");
  return essence.text;
}

describe("what the findings need", () => {
  const withFindings = recordings.filter(({ text }) => analyzeText(text).findings.length > 0);

  test.each(withFindings)("$name: with fewer lines the same findings come out", ({ text }) => {
    const involved = new Involved();
    feed(text, (...line) => involved.analyzer.line(...line));
    involved.analyzer.finish("x");
    const lines = text.split("\n").slice(0, -1);
    const same = EXTENTS.filter((extent) => {
      const selection = new Selection(involved, extent);
      const kept = lines.flatMap((line) => selection.take(line) ?? []);
      expect(kept.length).toBe(selection.lines.length);
      return essenceOf(`${kept.join("\n")}\n`, (line) => selection.lines[line - 1] ?? 0) === essenceOf(text);
    });
    expect(same).toContain("connections");
  });
});
