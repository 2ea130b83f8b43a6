import { describe, expect, test } from "vitest";
import { EngineParser, NO_ANSWERS } from "../streams/engine-parser.js";
import type { State } from "../streams/read-log.js";
import type { DrawnPiece } from "../streams/streams-engine.js";
import { engine, piece } from "./parser-log.js";
import { chunksOf, chunkTextOf, LostStream, Position } from "./parts.js";

describe("hidden bytes in the place of", () => {
  test.each([
    ["the trailers: an empty line", "last-chunk", () => chunkTextOf("", 2).ofTrailers],
    ["the trailers: the rest of an empty line", "last-chunk", () => chunkTextOf("\r", 1).ofTrailers],
    ["the trailers: too few for a field", "anything", () => chunkTextOf("", 5).ofTrailers],
    ["the trailers: one field", "last-chunk", () => chunkTextOf("", 6).ofTrailers],
    ["the trailers: two bytes that are no empty line", "anything", () => chunkTextOf("a", 1).ofTrailers],
    ["a size: the last chunk", "last-chunk", () => chunkTextOf("", 5).ofSize],
    ["a size: the last chunk after its digit", "last-chunk", () => chunkTextOf("0\r", 3).ofSize],
    ["a size: five bytes that begin otherwise", "anything", () => chunkTextOf("1", 4).ofSize],
    ["a size: no more than its beginning", "unfinished-size", () => chunkTextOf("1", 3).ofSize],
    ["a size: anything", "anything", () => chunkTextOf("", 6).ofSize],
  ])("%s", (_what, is, found) => expect(found()).toBe(is));

  test("the CRLF after data: what is left of it", () => {
    const known = (text: string, hidden: number): number => chunkTextOf(text, hidden).knownOfCrlf;
    expect([known("", 9), known("", 1), known("\r", 9), known("x", 9)]).toEqual([2, 1, 1, 0]);
  });
});

test.each([
  ["5", 5],
  ["1F\r\n", 31],
  ["00a ;x=y\r\n", 10],
  [" 7 ", 7],
  ["", null],
  ["x5", null],
  ["5x", null],
  ["5 6", null],
])("the size in %j is %s", (line, size) => expect(chunkTextOf(line).size).toBe(size));

test.each<[boolean, string, number?]>([
  [true, "3\r\nabc\r\n"],
  [true, "3\r\nabc\r\n0\r\n\r\n"],
  [true, "3;x=y\r\nabc\r\n"],
  [true, "\r\n3\r\nabc"],
  [true, "\r\n3\r\nabc\r\n"],
  [true, "3\r\n", 8],
  [false, "3\r\nabc"],
  [false, "3\r\nabc\r\n1"],
  [false, "3\r\nabcdef"],
  [false, "3\r\n", 9],
  [false, "0\r\n"],
  [true, "0\r\n\r\n"],
  [false, "abc"],
])("a chunk fills its write: %s (%j %s)", (fills, seen, length = seen.length) => {
  expect(chunksOf([piece(seen, length)]).isOneChunk).toBe(fills);
});

test("the last chunk alone, in one buffer or in several, of which at most two bytes are hidden", () => {
  const isAlone = (call: readonly DrawnPiece[]): boolean => chunksOf(call).isLastChunkAlone;
  expect(isAlone([piece("0\r\n\r\n")])).toBe(true);
  expect(isAlone([piece("\r\n0\r\n\r\n")])).toBe(true);
  expect(isAlone([piece("0\r\n"), piece("\r\n")])).toBe(true);
  expect(isAlone([piece("0\r\n", 5)])).toBe(true);
  expect(isAlone([piece("0\r", 5)])).toBe(false);
  expect(isAlone([piece("1\r\n\r\n")])).toBe(false);
  expect(isAlone([piece("0\r\n\r\n"), piece("x")])).toBe(false);
});

test("a size line says how long its chunk is, also over two buffers", () => {
  const chunk = { line: 4, isLate: false, size: 31, end: 35 };
  expect(chunksOf([piece("1f\r\nx", 90)]).sizeLine).toEqual({ ...chunk, length: 90 });
  expect(chunksOf([piece("1f"), piece("\r\n"), piece("x", 40)]).sizeLine).toEqual({ ...chunk, length: 44 });
  expect(chunksOf([piece("\r\n1f\r\n")]).sizeLine).toEqual({ line: 6, isLate: true, size: 31, end: 37, length: 6 });
  expect(chunksOf([piece("1f", 9), piece("\r\n")]).sizeLine).toEqual({
    line: 0,
    isLate: false,
    size: 0,
    end: 0,
    length: 11,
  });
});

describe("a lost chunked body is found again", () => {
  test("after the chunk whose size line was seen in front of a buffer", () => {
    const search = new LostStream("chunk");
    expect(search.find([piece("a\r\nabc", 6)], true)).toBeNull(); // 10 bytes, of which 3 are here
    expect(search.isInside).toBe(true);
    expect(search.pass(piece("a\r\nabc"), 0, true)).toEqual({ lost: 6, found: false });
    expect(search.pass(piece("defghij\r\n"), 0, true)).toEqual({ lost: 9, found: true });
    expect(search.isInside).toBe(false);
  });

  test("or before the last chunk, if that is all that follows", () => {
    const search = new LostStream("chunk");
    search.find([piece("4\r\n")], true);
    expect(search.pass(piece("4\r\n"), 0, true)).toEqual({ lost: 3, found: false });
    expect(search.pass(piece("abcd\r\n0\r\n\r\n"), 0, true)).toEqual({ lost: 6, found: true });
  });

  test("not before other bytes, and not within a call", () => {
    const search = new LostStream("chunk");
    search.find([piece("4\r\n")], true);
    search.pass(piece("4\r\n"), 0, true);
    expect(search.pass(piece("abcd\r\n1\r\n\r\n"), 0, true)).toEqual({ lost: 11, found: false });
    search.begin("chunk");
    search.find([piece("4\r\n")], true);
    search.pass(piece("4\r\n"), 0, true);
    expect(search.pass(piece("abcd\r\n"), 0, false)).toEqual({ lost: 6, found: false });
  });

  test("where a chunk fills a call, and where the last chunk has a call of its own", () => {
    expect(new LostStream("chunk").find([piece("3\r\nabc\r\n")], false)?.state).toBe("chunk-size");
    expect(new LostStream("chunk").find([piece("\r\n3\r\nabc")], false)?.state).toBe("chunk-end");
    expect(new LostStream("chunk").find([piece("0\r\n\r\n")], true)?.state).toBe("chunk-size");
    expect(new LostStream("chunk").find([piece("\r\n0\r\n\r\n")], true)?.state).toBe("chunk-end");
    expect(new LostStream("chunk").find([piece("0\r\n\r\n")], false)).toBeNull();
    const inside = new LostStream("chunk");
    inside.find([piece("9\r\n")], true);
    expect(inside.find([piece("0\r\n\r\n")], true)).toBeNull(); // it is data
  });
});

describe("where a message may start", () => {
  const OPENINGS = ["hidden", "empty-line", "surplus", "undecided", "message"];
  const openingAt = (one: DrawnPiece, at: number, skipsEmptyLines = true): string | undefined => {
    EngineParser.answer(engine, { ...NO_ANSWERS, skipsEmptyLines });
    engine.setPieces([one]);
    return OPENINGS[engine.call("openingIn", at)];
  };
  const openingAfter = (text: string, isAll: boolean): string | undefined =>
    OPENINGS[engine.call("openingOf", ...engine.write(text), isAll)];

  test.each([
    ["hidden", () => openingAt(piece("", 9), 0)],
    ["hidden", () => openingAt(piece("HTTP/1.1", 90), 8)],
    ["empty-line", () => openingAt(piece("\r\nHTTP/1.1 200"), 0)],
    ["empty-line", () => openingAt(piece("x\n"), 1)],
    ["surplus", () => openingAt(piece("\r\nHTTP/1.1 200"), 0, false)],
    ["surplus", () => openingAt(piece("bytes"), 0)],
    ["message", () => openingAt(piece("..HTTP/1."), 2)],
    ["undecided", () => openingAt(piece("..HTTP/1"), 2)],
    ["message", () => openingAt(piece("HTTP/1", 90), 0)], // strace cut it
    ["surplus", () => openingAfter("HTTX", true)],
    ["undecided", () => openingAfter("HTTP/1", true)],
    ["message", () => openingAfter("HTTP/1", false)],
    ["message", () => openingAfter("HTTP/1.", true)],
  ])("%s", (is, opening) => expect(opening()).toBe(is));

  test("eight bytes are a start, fewer may be chance", () => {
    const isStart = (text: string): number => {
      engine.setPieces([piece(text)]);
      return engine.call("isStartOfMessage");
    };
    expect(["HTTP/1.1", "HTTP/1.", "bytes..."].map(isStart)).toEqual([1, 0, 0]);
  });
});

test.each([
  ["\r\n", 2],
  ["\n", 1],
  ["a: b\r\n\r\nrest", 8],
  ["a: b\nc: d\n\n", 11],
  ["a\r\n\r\n", 5],
  ["a: b\r\n", -1],
  ["\r\r\n\r\n", -1],
  ["a: b\r\r\n\r\n", -1],
  ["\rx\r\n\r\n", -1],
  ["", -1],
])("the trailers in %j end at %s", (text, end) =>
  expect(engine.call("endOfTrailers", ...engine.write(text))).toBe(end));

test("of a long piece only the start is looked at, as long as it shows enough", () => {
  const lookedAt = (text: string, at: number): number => {
    engine.setPieces([piece(text, text.length + 50)]);
    return engine.call("shownAt", at);
  };
  const start = 2_048; // src/engine/assembly/buffers/piece.ts
  const text = "0123456789".repeat(400);
  expect(lookedAt(text, start - 16)).toBe(start);
  expect(lookedAt(text, start - 15)).toBe(text.length);
  expect(lookedAt("x", 0)).toBe(1);
});

test("a place is between chunks, unless the rest of one comes next", () => {
  const at = (state: State, text = ""): boolean => new Position(state, text === "" ? [] : [text]).isBetweenChunks;
  expect([at("chunk-size"), at("chunk-end"), at("start"), at("head")]).toEqual([true, true, true, true]);
  expect([at("chunk-end", "\r"), at("head", "HTTP/1.1")]).toEqual([true, true]);
  expect([at("chunk-size", "1"), at("chunk-data"), at("trailers"), at("fixed")]).toEqual([false, false, false, false]);
});
