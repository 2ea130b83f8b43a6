import { describe, expect, test } from "vitest";
import { type FormatContext, plainContext } from "../../../../src/core/formats/context.js";
import { textFormat } from "../../../../src/core/formats/text/text.js";
import { documentOf, recordsOf, samples } from "../documents.js";

const [many] = samples.filter(({ path }) => path.endsWith("hyper-25-requests-3.3MB.strace"));
const text = (context: Partial<FormatContext> = {}): string =>
  documentOf(textFormat({ ...plainContext, ...context }), recordsOf(many ? [many] : []));
const BLOCK = /^error\[shut-wr-outstanding\]: the program/gm;
const ROW =
  /^ {2}10:31:09\.\d{3} {2}inode \d+ +3,080,843 lost {2}samples\/hyper-25-requests-3\.3MB\.strace:\d+ {2}POST \/3300000 -> 200$/gm;
const count = (document: string, pattern: RegExp): number => document.match(pattern)?.length ?? 0;

describe("of 19 findings of one kind", () => {
  test("the first is printed in full, and each other one in a line below a heading", () => {
    const document = text({ page: { ...plainContext.page, width: 120 } });
    expect([count(document, BLOCK), count(document, ROW)]).toEqual([1, 18]);
    expect(document).toMatch(
      /^error\[shut-wr-outstanding\]: 18 more like samples\/\S+:245, POST \/\* at unix:\S+\n {2}10:31/m,
    );
  });

  test("--limit leaves lines out, and says how many", () => {
    const document = text({ page: { ...plainContext.page, width: 120 }, mostAlike: 3 });
    expect([count(document, BLOCK), count(document, ROW)]).toEqual([1, 3]);
    expect(document).toMatch(/: 18 more like [\s\S]*\n {2}and 15 more\n\n/);
  });

  test("--all prints each in full, with its reason and its advice", () => {
    const document = text({ shows: "all" });
    expect([count(document, BLOCK), count(document, ROW)]).toEqual([19, 0]);
    expect(count(document, /= next: look for a shutdown/g)).toBe(19);
  });

  test("--summary prints none, and what they come to", () => {
    const document = text({ shows: "summary" });
    expect([count(document, BLOCK), count(document, ROW)]).toEqual([0, 0]);
    expect(document).toMatch(
      /^19 {2}error\[shut-wr-outstanding\]: 58,536,017 bytes lost, 10:31:09\n {4}POST \/\* at unix:/,
    );
    expect(document).toContain("\n 6  note[race-window]");
    expect(document).not.toContain("--notes");
  });

  test("while the program runs, each line comes at once, and what follows stands apart", () => {
    const document = text({ isLive: true, page: { ...plainContext.page, width: 120 } });
    expect([count(document, BLOCK), count(document, ROW)]).toEqual([1, 18]);
    expect(document).toMatch(/then shut down\n\n {2}10:31:09/);
    expect(document).toMatch(/-> 200\n\nnote 5 more/);
  });

  test("in the end a sentence says what happened", () => {
    expect(text()).toContain("\n19 of 25 responses cut, 58.5 MB lost, at 10:31:09, all at unix:/run/lab.V9tU.sock\n");
  });
});
