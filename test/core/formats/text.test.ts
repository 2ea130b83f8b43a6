import { expect, test } from "vitest";
import { plainContext } from "../../../src/core/formats/context.js";
import { textFormat } from "../../../src/core/formats/text/text.js";
import { palette } from "../../../src/core/text/colors.js";
import { forTerminal } from "../../../src/core/text/escape.js";
import { proseBeyond } from "../../cli/prose-beyond.js";
import { documentOf, firing, formats, NASTY, nasty, recordsOf, samples } from "./documents.js";

const text = (width: number, showsAllNotes: boolean, ...captures: Parameters<typeof recordsOf>): string =>
  documentOf(
    textFormat({ ...plainContext, page: { width, paint: palette(false), unicode: true }, showsAllNotes }),
    recordsOf(...captures),
  );

test.each([40, 80, 120])("no prose is wider than %i columns, whatever a program is named", (width) => {
  const names = [forTerminal(nasty.path), forTerminal(NASTY), "bytes were lost before they came here"];
  expect(proseBeyond(text(width, true, [...firing, nasty]), width, names)).toEqual([]);
});

test("nothing in it but line ends is a control character", () => {
  const lines = documentOf(formats.text?.() ?? {}, recordsOf([nasty])).split("\n");
  expect(lines).toEqual(lines.map(forTerminal));
});

test("of the notes of a rule the first is shown and the others are counted, unless all are wanted", () => {
  const many = samples.filter(({ path }) => path.endsWith("hyper-25-requests-3.3MB.strace"));
  expect(text(80, false, many).match(/^note\[race-window\]/gm)).toHaveLength(1);
  expect(text(80, false, many)).toContain("note 5 more like the race-window above (--notes prints them)\n");
  const all = text(80, true, many);
  expect(all).toContain("note[race-window]: 5 more like samples/hyper-25-requests-3.3MB.strace:");
  expect(all).not.toContain("--notes prints them");
});

test("where no capture could be read there is no summary", () => {
  expect(text(80, false, [], [{ path: "x", text: "x is damaged" }])).toBe("");
});
