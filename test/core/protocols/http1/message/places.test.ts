import { describe, expect, test } from "vitest";
import { ChunkSearch } from "../../../../../src/core/protocols/http1/chunks/chunk-search.js";
import {
  chunkSizeOf,
  hiddenEndOf,
  isFilledByChunk,
  isLastChunkAlone,
  knownOfCrlf,
  sizeLineOf,
  wholeCall,
} from "../../../../../src/core/protocols/http1/chunks/hidden-chunks.js";
import { mayStartResponse } from "../../../../../src/core/protocols/http1/head/head.js";
import {
  afterTrailers,
  shownAt,
  TRAILERS_BEGIN,
} from "../../../../../src/core/protocols/http1/message/message-bytes.js";
import {
  openingAfter,
  openingAt,
  startsMessage,
} from "../../../../../src/core/protocols/http1/message/message-start.js";
import { Position } from "../../../../../src/core/protocols/http1/message/position.js";
import type { VisibleBytes } from "../../../../../src/core/sockets/event.js";

const piece = (seen: string, length = seen.length): VisibleBytes => ({ seen, length });

describe("hidden bytes in the place of", () => {
  test.each([
    ["the trailers: an empty line", "last-chunk", () => hiddenEndOf("trailers", "", 2)],
    ["the trailers: the rest of an empty line", "last-chunk", () => hiddenEndOf("trailers", "\r", 1)],
    ["the trailers: too few for a field", null, () => hiddenEndOf("trailers", "", 5)],
    ["the trailers: one field", "last-chunk", () => hiddenEndOf("trailers", "", 6)],
    ["the trailers: two bytes that are no empty line", null, () => hiddenEndOf("trailers", "a", 1)],
    ["a size: the last chunk", "last-chunk", () => hiddenEndOf("chunk-size", "", 5)],
    ["a size: the last chunk after its digit", "last-chunk", () => hiddenEndOf("chunk-size", "0\r", 3)],
    ["a size: five bytes that begin otherwise", null, () => hiddenEndOf("chunk-size", "1", 4)],
    ["a size: no more than its beginning", "unfinished-size", () => hiddenEndOf("chunk-size", "1", 3)],
    ["a size: anything", null, () => hiddenEndOf("chunk-size", "", 6)],
    ["the line end after data", null, () => hiddenEndOf("chunk-end", "", 2)],
  ])("%s", (_what, is, found) => expect(found()).toBe(is));

  test("the CRLF after data: what is left of it", () => {
    expect([knownOfCrlf("", 9), knownOfCrlf("", 1), knownOfCrlf("\r", 9), knownOfCrlf("x", 9)]).toEqual([2, 1, 1, 0]);
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
])("the size in %j is %s", (line, size) => expect(chunkSizeOf(line)).toBe(size));

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
  expect(isFilledByChunk(seen, length)).toBe(fills);
});

test("the last chunk alone, in one buffer or in several, of which at most two bytes are hidden", () => {
  expect(isLastChunkAlone(wholeCall([piece("0\r\n\r\n")]))).toBe(true);
  expect(isLastChunkAlone(wholeCall([piece("\r\n0\r\n\r\n")]))).toBe(true);
  expect(isLastChunkAlone(wholeCall([piece("0\r\n"), piece("\r\n")]))).toBe(true);
  expect(isLastChunkAlone(wholeCall([piece("0\r\n", 5)]))).toBe(true);
  expect(isLastChunkAlone(wholeCall([piece("0\r", 5)]))).toBe(false);
  expect(isLastChunkAlone(wholeCall([piece("1\r\n\r\n")]))).toBe(false);
  expect(isLastChunkAlone(wholeCall([piece("0\r\n\r\n"), piece("x")]))).toBe(false);
});

test("a size line says how long its chunk is, also over two buffers", () => {
  const chunk = { line: 4, isLate: false, size: 31, end: 35 };
  expect(sizeLineOf(wholeCall([piece("1f\r\nx", 90)]))).toEqual({ ...chunk, length: 90 });
  expect(sizeLineOf(wholeCall([piece("1f"), piece("\r\n"), piece("x", 40)]))).toEqual({ ...chunk, length: 44 });
  expect(sizeLineOf(wholeCall([piece("\r\n1f\r\n")]))).toEqual({ line: 6, isLate: true, size: 31, end: 37, length: 6 });
  expect(sizeLineOf(wholeCall([piece("1f", 9), piece("\r\n")]))).toEqual({
    line: 0,
    isLate: false,
    size: 0,
    end: 0,
    length: 11,
  });
});

describe("a lost chunked body is found again", () => {
  test("after the chunk whose size line was seen in front of a buffer", () => {
    const search = new ChunkSearch();
    expect(search.find(wholeCall([piece("a\r\nabc", 6)]), true)).toBeNull(); // 10 bytes, of which 3 are here
    expect(search.isInside).toBe(true);
    expect(search.pass(piece("a\r\nabc"), 0, true)).toEqual({ lost: 6, found: false });
    expect(search.pass(piece("defghij\r\n"), 0, true)).toEqual({ lost: 9, found: true });
    expect(search.isInside).toBe(false);
  });

  test("or before the last chunk, if that is all that follows", () => {
    const search = new ChunkSearch();
    search.find(wholeCall([piece("4\r\n")]), true);
    expect(search.pass(piece("4\r\n"), 0, true)).toEqual({ lost: 3, found: false });
    expect(search.pass(piece("abcd\r\n0\r\n\r\n"), 0, true)).toEqual({ lost: 6, found: true });
  });

  test("not before other bytes, and not within a call", () => {
    const search = new ChunkSearch();
    search.find(wholeCall([piece("4\r\n")]), true);
    search.pass(piece("4\r\n"), 0, true);
    expect(search.pass(piece("abcd\r\n1\r\n\r\n"), 0, true)).toEqual({ lost: 11, found: false });
    search.begin();
    search.find(wholeCall([piece("4\r\n")]), true);
    search.pass(piece("4\r\n"), 0, true);
    expect(search.pass(piece("abcd\r\n"), 0, false)).toEqual({ lost: 6, found: false });
  });

  test("where a chunk fills a call, and where the last chunk has a call of its own", () => {
    expect(new ChunkSearch().find(wholeCall([piece("3\r\nabc\r\n")]), false)).toBe("chunk-size");
    expect(new ChunkSearch().find(wholeCall([piece("\r\n3\r\nabc")]), false)).toBe("chunk-end");
    expect(new ChunkSearch().find(wholeCall([piece("0\r\n\r\n")]), true)).toBe("chunk-size");
    expect(new ChunkSearch().find(wholeCall([piece("\r\n0\r\n\r\n")]), true)).toBe("chunk-end");
    expect(new ChunkSearch().find(wholeCall([piece("0\r\n\r\n")]), false)).toBeNull();
    const inside = new ChunkSearch();
    inside.find(wholeCall([piece("9\r\n")]), true);
    expect(inside.find(wholeCall([piece("0\r\n\r\n")]), true)).toBeNull(); // it is data
  });
});

describe("where a message may start", () => {
  const to = { sureStart: 7, mayStart: mayStartResponse, skipsEmptyLines: true };
  test.each([
    ["hidden", () => openingAt(to, piece("", 9), 0)],
    ["hidden", () => openingAt(to, piece("HTTP/1.1", 90), 8)],
    ["empty-line", () => openingAt(to, piece("\r\nHTTP/1.1 200"), 0)],
    ["empty-line", () => openingAt(to, piece("x\n"), 1)],
    ["surplus", () => openingAt({ ...to, skipsEmptyLines: false }, piece("\r\nHTTP/1.1 200"), 0)],
    ["surplus", () => openingAt(to, piece("bytes"), 0)],
    ["message", () => openingAt(to, piece("..HTTP/1."), 2)],
    ["undecided", () => openingAt(to, piece("..HTTP/1"), 2)],
    ["message", () => openingAt(to, piece("HTTP/1", 90), 0)], // strace cut it
    ["surplus", () => openingAfter(to, "HTTX", true)],
    ["undecided", () => openingAfter(to, "HTTP/1", true)],
    ["message", () => openingAfter(to, "HTTP/1", false)],
    ["message", () => openingAfter(to, "HTTP/1.", true)],
  ])("%s", (is, opening) => expect(opening()).toBe(is));

  test("eight bytes are a start, fewer may be chance", () => {
    expect([piece("HTTP/1.1"), piece("HTTP/1."), piece("bytes...")].map((each) => startsMessage(to, each))).toEqual([
      true,
      false,
      false,
    ]);
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
])("the trailers in %j end at %s", (text, end) => expect(afterTrailers(TRAILERS_BEGIN, text).end).toBe(end));

test("of a long piece only the start is looked at, as long as it shows enough", () => {
  const long = { seen: "0123456789".repeat(4), start: "0123456789".repeat(2), length: 90 };
  expect(shownAt(long, 4)).toBe(long.start);
  expect(shownAt(long, 5)).toBe(long.seen);
  expect(shownAt(piece("x"), 0)).toBe("x");
});

test("a place is between chunks, unless the rest of one comes next", () => {
  const at = (state: Position["state"], text = ""): boolean => {
    const position = new Position();
    position.enter(state, text);
    return position.isBetweenChunks;
  };
  expect([at("chunk-size"), at("chunk-end"), at("start"), at("head")]).toEqual([true, true, true, true]);
  expect([at("chunk-end", "\r"), at("head", "HTTP/1.1")]).toEqual([true, true]);
  expect([at("chunk-size", "1"), at("chunk-data"), at("trailers"), at("fixed")]).toEqual([false, false, false, false]);
});
