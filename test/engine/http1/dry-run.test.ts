import { describe, expect, test } from "vitest";
import type { DrawnPiece } from "../streams/streams-engine.js";
import { type Call, CHUNKED, FIVE, OK, parse, piece } from "./parser-log.js";

type Doubt = Parameters<ReturnType<typeof parse>["mayEndIn"]>[1];

/** True if bytes that were offered after these calls may hold the end of their response. */
const mayEnd = (calls: readonly Call[], offered: readonly DrawnPiece[] | null, doubt?: Doubt): boolean =>
  parse(calls).mayEndIn(offered, doubt);

describe("bytes in doubt hold the end of a response", () => {
  test.each<[string, Call[], DrawnPiece, boolean]>([
    ["not if they are too few for its length", [FIVE], piece("hell"), false],
    ["if its length ends in them", [FIVE], piece("hello"), true],
    ["not if they end a head alone", [FIVE.slice(0, 20)], piece(FIVE.slice(20)), false],
    ["not if they end a chunk alone", [CHUNKED], piece("3\r\nabc\r\n"), false],
    ["with the last chunk", [CHUNKED], piece("0\r\n\r\n"), true],
    ["if the last chunk may be hidden", [CHUNKED], piece("", 5), true],
    ["not if the hidden bytes are too few for the last chunk", [CHUNKED], piece("", 4), false],
    ["if a chunk's size is hidden", [CHUNKED], piece("", 9), true],
    ["if a chunk that was found is not the end, but the stream was lost", [CHUNKED, piece("", 6)], piece("ab"), true],
    ["if its body lasts until the close", [`${OK}\r\n`], piece("x"), true],
    ["if another message begins in the place of a chunk", [CHUNKED], piece(OK), true],
    ["not if they do not go on with it", [`${FIVE}hello`], piece("x"), false],
  ])("%s", (_, calls, offered, is) => expect(mayEnd(calls, [offered])).toBe(is));

  test("if a chunk is found after bytes that are hidden: they may have held it", () => {
    expect(mayEnd([CHUNKED], [piece("", 6), piece("3\r\nabc\r\n")])).toBe(true);
  });

  test("if nobody knows how many they are", () => expect(mayEnd([FIVE], null)).toBe(true));

  test("if others before them are in doubt", () => {
    expect(mayEnd([FIVE], [piece("hell")], { inDoubt: 1 })).toBe(true);
  });

  test("if those before them did", () => expect(mayEnd([FIVE], [piece("h")], { mayEnd: true })).toBe(true));

  test("with their head, if it answers a HEAD", () => {
    expect(mayEnd([FIVE.slice(0, 20)], [piece(FIVE.slice(20))], { method: "HEAD" })).toBe(true);
  });
});

test("the parser stays at its place, and its handler hears nothing", () => {
  const parser = parse([CHUNKED]);
  parser.mayEndIn([piece("3\r\nabc\r\n0\r\n\r\n")]);
  parser.take([]);
  expect(parser.log).toEqual(["start", "head 200"]);
  expect(parser.standing.state).toBe("chunk-size");
});
