import { describe, expect, test } from "vitest";
import { KeptLines } from "../../../src/run/documents/kept-lines.js";

/** A text of numbered lines, each of 100 bytes with its newline. */
const numbered = (count: number): string =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`.padEnd(99)).join("\n");

/** Keeps a text that comes in pieces of some size; returns what is found of its lines. */
function found(text: string, lines: readonly number[], { most = 1000, piece = 5000 } = {}): object {
  const kept = new KeptLines(most);
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += piece) kept.add(bytes.subarray(at, at + piece));
  const texts = new Map<number, string>();
  kept.find(new Set(lines), (line, each) => texts.set(line, each));
  kept.close();
  return Object.fromEntries(texts);
}

const linesOf = (...lines: number[]): object => Object.fromEntries(lines.map((line) => [line, `line ${line}`]));

describe("lines of what can be read only once are found again", () => {
  test("while all is in memory, also the last one without a newline", () => {
    expect(found(numbered(3), [3, 1])).toEqual(linesOf(1, 3));
  });

  test("when most is in the file, in any order", () => {
    expect(found(`${numbered(100_000)}\n`, [99_999, 1, 50_000, 2, 100_000])).toEqual(
      linesOf(1, 2, 50_000, 99_999, 100_000),
    );
  });

  test.each([1, 7, 16_384, 1_000_000])("in whatever pieces of %d bytes it comes", (piece) => {
    expect(found(numbered(1000), [1, 164, 165, 500, 1000], { piece })).toEqual(linesOf(1, 164, 165, 500, 1000));
  });

  test("when lines are longer than what is read at a time", () => {
    const text = `first\n${"x".repeat(40_000)}\nthird\n`;
    expect(found(text, [2, 3])).toEqual({ 2: "x".repeat(40_000), 3: "third" });
  });
});

describe("beyond its room it keeps the newest lines", () => {
  test("and gives none of which the beginning is gone", () => {
    const lines = found(`${numbered(10_000)}\n`, [1, 2, 5000, 9_800, 10_000], { most: 4 });
    expect(lines).toEqual(linesOf(9_800, 10_000));
  });

  test("nobody is given a piece of another line", () => {
    const all = Array.from({ length: 10_000 }, (_, index) => index + 1);
    const lines = Object.keys(found(`${numbered(10_000)}\n`, all, { most: 4 })).map(Number);
    expect(lines).toEqual(all.slice(-lines.length));
    expect(found(`${numbered(10_000)}\n`, all, { most: 4 })).toEqual(linesOf(...lines));
  });
});

test("lines that do not exist are not found, and none after the end", () => {
  expect(found("one\n", [0, 2, 3])).toEqual({});
  const kept = new KeptLines();
  kept.add(new TextEncoder().encode("one\n"));
  kept.close();
  const take = (): never => expect.unreachable();
  kept.find(new Set([1]), take);
});
