import { describe, expect, test } from "vitest";
import { BegunText } from "../../../../../src/core/protocols/http1/message/begun-text.js";

/** A text to which these parts were added. */
function begun(first: string, ...parts: readonly string[]): BegunText {
  const text = new BegunText(first);
  for (const part of parts) text.add(part);
  return text;
}

describe("the end of a head is found in a new part", () => {
  test.each<[string, BegunText, string, number]>([
    ["all of it", begun("A: b"), "\r\n\r\nbody", 4],
    ["after its first byte", begun("A: b\r"), "\n\r\nbody", 3],
    ["its last byte", begun("A: b\r\n\r"), "\nbody", 1],
    ["its last byte, after several parts", begun("A: b", "\r", "\n", "\r"), "\nbody", 1],
    ["not what ended before", begun("A: b\r\n\r\n"), "body", -1],
    ["not yet", begun("A: b\r\n"), "C: d\r\n", -1],
  ])("%s", (_, text, part, end) => expect(text.endIn("head", part)).toBe(end));
});

describe("the end of trailers is found in a new part", () => {
  test.each<[string, BegunText, string, number]>([
    ["at once", begun(""), "\r\nrest", 2],
    ["after a field", begun("a: b\r\n"), "\r\nrest", 2],
    ["after a field in parts", begun("a", ": b\r", "\n"), "\r\nrest", 2],
    ["its last byte", begun("a: b\r\n", "\r"), "\nrest", 1],
    ["not within a field", begun("a"), "\r\nrest", -1],
    ["not within a field that came in a part", begun("", "a"), "\r\nrest", -1],
  ])("%s", (_, text, part, end) => expect(text.endIn("trailers", part)).toBe(end));
});

test.each(["chunk-size", "chunk-end"] as const)("the end of a %s is that of its line", (due) => {
  expect([begun("1").endIn(due, "f\r\nab"), begun("1").endIn(due, "f\r")]).toEqual([3, -1]);
});

test("a copy grows by itself", () => {
  const text = begun("A: b\r\n");
  const copy = text.copy();
  copy.add("C");
  expect([text.text, text.tail, copy.text, copy.tail]).toEqual(["A: b\r\n", "b\r\n", "A: b\r\nC", "\r\nC"]);
  expect([text.endIn("trailers", "\n"), copy.endIn("trailers", "\n")]).toEqual([1, -1]);
});
