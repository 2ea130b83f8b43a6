import { describe, expect, test } from "vitest";
import { type Exchange, newExchange } from "../../../../../src/core/protocols/exchange.js";
import { noteDoubt } from "../../../../../src/core/protocols/http1/message/dry-run.js";
import type { VisibleBytes } from "../../../../../src/core/sockets/event.js";
import { type Call, CHUNKED, FIVE, OK, parse, piece } from "./parser-log.js";

/** True if bytes that were offered after these calls may hold the end of their response. */
function mayEnd(
  calls: readonly Call[],
  offered: readonly VisibleBytes[] | null,
  more: Partial<Exchange> = {},
): boolean {
  const exchange = { ...newExchange(0, null), ...more };
  noteDoubt(exchange, parse(calls).parser, offered);
  return exchange.mayEndInDoubt;
}

describe("bytes in doubt hold the end of a response", () => {
  test.each<[string, Call[], VisibleBytes, boolean]>([
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
    expect(mayEnd([FIVE], [piece("hell")], { inDoubtBytes: 1 })).toBe(true);
  });

  test("if those before them did", () => expect(mayEnd([FIVE], [piece("h")], { mayEndInDoubt: true })).toBe(true));

  test("with their head, if it answers a HEAD", () => {
    const request = { method: "HEAD", target: "/", line: 1 };
    expect(mayEnd([FIVE.slice(0, 20)], [piece(FIVE.slice(20))], { request })).toBe(true);
  });
});

test("the parser stays at its place, and its handler hears nothing", () => {
  const { parser, log } = parse([CHUNKED]);
  noteDoubt(newExchange(0, null), parser, [piece("3\r\nabc\r\n0\r\n\r\n")]);
  expect([parser.state, log]).toEqual(["chunk-size", ["start", "head 200"]]);
});

test.each([
  ["a chunk", "3\r\nabc", ["chunk-size 3", "chunk-data 3"]],
  ["a message in its place", OK, ["head 17"]],
])("how the bytes would be classified is reported: %s", (_, offered, as) => {
  const classes: string[] = [];
  const { parser } = parse([CHUNKED]);
  noteDoubt(newExchange(0, null), parser, [piece(offered)], (state, bytes) => void classes.push(`${state} ${bytes}`));
  expect(classes).toEqual(as);
});
