import { describe, expect, test } from "vitest";
import { Position } from "./parts.js";

/** A text to which these parts were added. */
const begun = (state: ConstructorParameters<typeof Position>[0], ...parts: readonly string[]): Position =>
  new Position(state, parts);

describe("the end of a head is found in a new part", () => {
  test.each<[string, Position, string, number]>([
    ["all of it", begun("head", "A: b"), "\r\n\r\nbody", 4],
    ["after its first byte", begun("head", "A: b\r"), "\n\r\nbody", 3],
    ["its last byte", begun("head", "A: b\r\n\r"), "\nbody", 1],
    ["its last byte, after several parts", begun("head", "A: b", "\r", "\n", "\r"), "\nbody", 1],
    ["not what ended before", begun("head", "A: b\r\n\r\n"), "body", -1],
    ["not yet", begun("head", "A: b\r\n"), "C: d\r\n", -1],
  ])("%s", (_, text, part, end) => expect(text.endIn(part)).toBe(end));
});

describe("the end of trailers is found in a new part", () => {
  test.each<[string, Position, string, number]>([
    ["at once", begun("trailers", ""), "\r\nrest", 2],
    ["after a field", begun("trailers", "a: b\r\n"), "\r\nrest", 2],
    ["after a field in parts", begun("trailers", "a", ": b\r", "\n"), "\r\nrest", 2],
    ["its last byte", begun("trailers", "a: b\r\n", "\r"), "\nrest", 1],
    ["not within a field", begun("trailers", "a"), "\r\nrest", -1],
    ["not within a field that came in a part", begun("trailers", "", "a"), "\r\nrest", -1],
  ])("%s", (_, text, part, end) => expect(text.endIn(part)).toBe(end));
});

test.each(["chunk-size", "chunk-end"] as const)("the end of a %s is that of its line", (due) => {
  expect([begun(due, "1").endIn("f\r\nab"), begun(due, "1").endIn("f\r")]).toEqual([3, -1]);
});

test("a copy grows by itself", () => {
  const text = begun("trailers", "A: b\r\n");
  const copy = text.copy();
  copy.add("C");
  expect([text.text, copy.text]).toEqual(["A: b\r\n", "A: b\r\nC"]);
  expect([text.endIn("\n"), copy.endIn("\n")]).toEqual([1, -1]);
});
