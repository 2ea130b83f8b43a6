import { describe, expect, test } from "vitest";
import { piece } from "./parser-log.js";
import { LostStream } from "./parts.js";

const call = (text: string, length?: number) => [piece(text, length)];
const search = () => new LostStream("chunk");

/** A search after a chunk of nine bytes has begun, of which these bytes were in calls of their own. */
function within(data: string): LostStream {
  const stream = search();
  stream.find(call("9\r\n"), true);
  stream.pass(piece("9\r\n"), 0, true);
  stream.pass(piece(data), 0, true);
  return stream;
}

describe("a chunk is under way", () => {
  const isInside = (seen: string, length?: number): boolean => {
    const stream = search();
    expect(stream.find(call(seen, length), true)).toBeNull();
    return stream.isInside;
  };

  test("after a size line whose chunk goes on in the next call", () => {
    expect(isInside("5\r\n")).toBe(true);
    expect(isInside("5\r\nhell")).toBe(true);
    expect(isInside("5\r\nhello")).toBe(true); // its CRLF is due
    expect(isInside("5\r\nhello\r")).toBe(true);
  });

  test("not after what is no size line, after size 0, or when the chunk ends within the call", () => {
    expect(isInside("hello")).toBe(false);
    expect(isInside("0\r\n")).toBe(false);
    expect(isInside("3\r\nabc\r\nxyz")).toBe(false);
    expect(isInside("3\r\nabcXY")).toBe(false); // data that looks like a size: no CRLF follows it
  });

  test("not for a size that nobody can count to", () => {
    expect(isInside("ffffffffffffffffff\r\n")).toBe(false);
  });

  test("until the stream is lost once more", () => {
    const stream = within("abc");
    expect(stream.isInside).toBe(true);
    stream.begin("chunk");
    expect(stream.isInside).toBe(false);
  });
});

describe("within a chunk", () => {
  test("what looks like a size line is data: the chunk ends where its own size says", () => {
    const stream = within("");
    expect(stream.find(call("ff\r\nabc"), true)).toBeNull();
    expect(stream.pass(piece("ff\r\nabc"), 0, true)).toEqual({ lost: 7, found: false });
    expect(stream.pass(piece("de\r\n"), 0, true)).toEqual({ lost: 4, found: true });
  });

  test("what looks like a last chunk is data", () => {
    expect(within("abc").find(call("0\r\n\r\n"), true)).toBeNull();
    expect(within("abc").find(call("\r\n0\r\n\r\n"), true)).toBeNull();
  });

  test("a size line after a CRLF is data until the chunk's own CRLF is due", () => {
    expect(within("abc").find(call("\r\n1f\r\nxyz"), true)).toBeNull();
    const stream = within("abcdefghi");
    expect(stream.find(call("\r\n1f\r\nxyz"), true)?.state).toBe("chunk-end");
    expect(stream.isInside).toBe(false);
  });

  test("only the CRLF is due: it comes with the last chunk, or the last chunk is none", () => {
    expect(within("abcdefghi").find(call("\r\n0\r\n\r\n"), true)?.state).toBe("chunk-end");
    expect(within("abcdefghi").find(call("0\r\n\r\n"), true)).toBeNull();
  });

  test("a call that one chunk fills ends the search", () => {
    const stream = within("abc");
    expect(stream.find(call("3\r\nabc\r\n"), true)?.state).toBe("chunk-size");
    expect(stream.isInside).toBe(false);
  });
});

describe("bytes go by", () => {
  test("a last chunk of which the end is hidden is found by its length and by what is seen of it", () => {
    expect(within("abc").pass(piece("defghi\r\n0", 13), 0, true)).toEqual({ lost: 8, found: true });
    expect(within("abc").pass(piece("defghi\r\n1", 13), 0, true)).toEqual({ lost: 13, found: false });
    expect(within("abc").pass(piece("defghi\r\n\n", 13), 0, true)).toEqual({ lost: 13, found: false });
    expect(within("abc").pass(piece("defghi\r\n0", 14), 0, true)).toEqual({ lost: 14, found: false });
  });

  test("only those from the place on count", () => {
    expect(within("abc").pass(piece("..defghi\r\n"), 2, true)).toEqual({ lost: 8, found: true });
    expect(within("abc").pass(piece("..defghi\r\n"), 0, true)).toEqual({ lost: 10, found: false });
  });

  test("without a chunk under way nothing is found", () => {
    expect(search().pass(piece("0\r\n\r\n"), 0, true)).toEqual({ lost: 5, found: false });
  });
});
