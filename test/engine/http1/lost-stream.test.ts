import { expect, test } from "vitest";
import type { Gap } from "../streams/read-log.js";
import { piece } from "./parser-log.js";
import { LostStream } from "./parts.js";

const lost = (gap: Gap): LostStream => new LostStream(gap);
const call = (text: string) => [piece(text)];

test.each<[Gap, boolean]>([
  ["sized", true],
  ["chunk", true],
  ["head", false],
  ["broken", false],
  ["start", false],
])("a message after a stream that was lost in %s shows that the one before had ended: %s", (gap, is) => {
  expect(lost(gap).isFollowed).toBe(is);
});

test("a message within a chunk under way shows nothing of the one before", () => {
  const stream = lost("chunk");
  stream.find(call("ff\r\nabc"), true);
  expect(stream.isFollowed).toBe(false);
});

test.each<[Gap, boolean]>([
  ["chunk", true],
  ["head", true],
  ["sized", false],
  ["broken", false],
  ["start", false],
])("a chunk is looked for after a stream that was lost in %s: %s", (gap, is) => {
  expect(lost(gap).find(call("3\r\nabc\r\n"), true)).toEqual(is ? { state: "chunk-size", isLast: false } : null);
});

test("the last chunk alone is found as such, in a call that the program meant to begin there", () => {
  expect(lost("chunk").find(call("0\r\n\r\n"), true)).toEqual({ state: "chunk-size", isLast: true });
  expect(lost("chunk").find(call("0\r\n\r\n"), false)).toBeNull();
  expect(lost("chunk").find(call("abc"), true)).toBeNull();
});

test("a stream that is lost again forgets the chunk that was under way", () => {
  const stream = lost("chunk");
  stream.find(call("a\r\nabc"), true);
  stream.begin("chunk");
  expect(stream.pass(piece("0123456789ab"), 0, true)).toEqual({ lost: 12, found: false });
});

test("the bytes of a chunk under way go by from their place on", () => {
  const stream = lost("chunk");
  stream.find(call("4\r\n"), true);
  stream.pass(piece("4\r\n"), 0, true);
  expect(stream.pass(piece("..abcd\r\n"), 2, true)).toEqual({ lost: 6, found: true });
});
