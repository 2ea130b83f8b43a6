import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { textOfLines } from "../../../src/run/documents/line-texts.js";
import { temporaryFolder } from "../../temporary-folder.js";

const folder = temporaryFolder();
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const read = (path: string, ...lines: number[]): object => Object.fromEntries(textOfLines(path, new Set(lines)));

describe("lines are read by their numbers", () => {
  test("in any order, also the last one without a newline", () => {
    expect(read(file("a", "one\ntwo\r\nthree"), 3, 1, 2)).toEqual({ 1: "one", 2: "two", 3: "three" });
  });

  test("also when they stand on both sides of a chunk's end", () => {
    const text = Array.from({ length: 200_000 }, (_, index) => `line ${index + 1}\n`).join("");
    const numbers = [1, 77_777, 100_000, 123_456, 200_000];
    expect(read(file("b", text), ...numbers)).toEqual(
      Object.fromEntries(numbers.map((each) => [each, `line ${each}`])),
    );
    const long = `${"x".repeat(1_048_570)}\n${"0123456789".repeat(10)}\nend\n`;
    expect(read(file("c", long), 2, 3)).toEqual({ 2: "0123456789".repeat(10), 3: "end" });
  });

  test("a line of more than 64 KiB is left out, and those after it are right", () => {
    expect(read(file("d", `${"x".repeat(70_000)}\nnext\n`), 1, 2)).toEqual({ 2: "next" });
  });
});

describe("what cannot be read is left out, and no document fails for it", () => {
  test.each([
    ["a line beyond the end", () => file("e", "one\n")],
    ["a file that is gone", () => join(folder, "gone")],
    ["a folder", () => folder],
    ["compressed text", () => file("f.gz", gzipSync("one\ntwo\nthree\n"))],
    ["UTF-16", () => file("g", Buffer.from("\ufeffone\ntwo\nthree\n", "utf16le"))],
  ])("%s", (_, make) => {
    expect(read(make(), 3)).toEqual({});
  });
});
