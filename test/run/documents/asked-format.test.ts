import { describe, expect, test } from "vitest";
import { UnflushedError } from "../../../src/errors.js";
import { type AskedFormat, askFormat, usualFormats } from "../../../src/run/documents/asked-format.js";

const asked = (...texts: string[]): AskedFormat[] =>
  texts.reduce<AskedFormat[]>((before, text) => askFormat(text, before), []);

describe("what is asked for with --format", () => {
  test.each<[text: string, format: string, file: string | null]>([
    ["json", "json", null],
    ["json=-", "json", null],
    ["json=a=b", "json", "a=b"],
    ["json=./mine.mjs", "json", "./mine.mjs"],
    ["./mine.mjs", "./mine.mjs", null],
    ["./mine.mjs=-", "./mine.mjs", null],
    ["../x/mine.js=out.txt", "../x/mine.js", "out.txt"],
    ["/abs/mine.cjs=/abs/out.mjs", "/abs/mine.cjs", "/abs/out.mjs"],
    ["./a=b/json.mjs=c", "./a=b/json.mjs", "c"],
    ["./json.mts", "./json.mts", null],
  ])("%s", (text, format, file) => {
    expect(asked(text)).toEqual([{ format, file }]);
  });

  test.each<[texts: string[], code: string]>([
    [["mine.mjs"], "usage"],
    [["x/mine.mjs"], "usage"],
    [["./mine.txt"], "format-invalid"],
    [["./json"], "format-invalid"],
    [["./mine.mjs="], "usage"],
    [["./mine.mjs", "./other.mjs"], "usage"],
    [["./mine.mjs", "text"], "usage"],
    [["./mine.mjs=a", "json=a"], "usage"],
  ])("%j is refused", (texts, code) => {
    expect(() => asked(...texts)).toThrow(expect.objectContaining({ code }) as UnflushedError);
  });

  test("two that share standard output may both go there, and no third", () => {
    expect(asked("text", "github")).toHaveLength(2);
    expect(asked("github", "text", "json=x")).toHaveLength(3);
    expect(() => asked("text", "github", "json")).toThrow(UnflushedError);
  });
});

test("without --format it is the text, and in a job of GitHub Actions its annotations too", () => {
  expect(usualFormats(false)).toEqual([{ format: "text", file: null }]);
  expect(usualFormats(true)).toEqual([
    { format: "text", file: null },
    { format: "github", file: null },
  ]);
});
