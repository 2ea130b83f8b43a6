import { describe, expect, test } from "vitest";
import type { State } from "../streams/read-log.js";
import type { DrawnPiece } from "../streams/streams-engine.js";
import { elided, engine, piece } from "./parser-log.js";
import { Position } from "./parts.js";

const HEAD = "HTTP/1.1 200 OK\r\nA: b\r\n\r\n";
/** What a piece brings to the text that began with `before`, from a place on. */
const gather = (due: State, before: string, one: DrawnPiece, at: number, isBareLf: boolean): object =>
  new Position(due, before === "" ? [] : [before]).gather(one, at, isBareLf);

describe("a text whose end is seen", () => {
  test("ends there, and the rest of the piece is left", () => {
    expect(gather("head", "", piece(`${HEAD}body`), 0, false)).toEqual({ kind: "whole", text: HEAD, taken: 25 });
  });

  test("begins within the piece", () => {
    const found = gather("chunk-size", "", piece("\r\n1f\r\nx"), 2, false);
    expect(found).toEqual({ kind: "whole", text: "1f\r\n", taken: 4 });
  });

  test("goes on from what came before", () => {
    const found = gather("head", HEAD.slice(0, -3), piece("\n\r\nbody"), 0, false);
    expect(found).toEqual({ kind: "whole", text: HEAD, taken: 3 });
  });

  /** Of a text of so many characters only the start is unquoted first (src/engine/assembly/buffers/piece.ts). */
  const LONG = 2_048;
  const fields = "A: b\r\n".repeat(LONG / 6 + 1);

  test("is looked for after the start of a long piece if it is not in there", () => {
    const text = `HTTP/1.1 200 OK\r\n${fields}\r\nbody`;
    const whole = { kind: "whole", text: text.slice(0, -4), taken: text.length - 4 };
    expect(gather("head", "", piece(text, 5000), 0, false)).toEqual(whole);
  });

  test("begins within a long piece, and ends after the start of it", () => {
    const text = `..1f;${"x".repeat(LONG)}\r\ndata`;
    const whole = { kind: "whole", text: text.slice(2, -4), taken: text.length - 6 };
    expect(gather("chunk-size", "", piece(text, 5000), 2, false)).toEqual(whole);
  });

  test("needs no more than the start of a long piece if that has it", () => {
    const long = piece(`1f\r\n${"data of the chunk ".repeat(LONG / 10)}`, 5000);
    expect(gather("chunk-size", "", long, 0, false)).toEqual({ kind: "whole", text: "1f\r\n", taken: 4 });
    expect(engine.call("wasLookedAt")).toBe(0);
  });
});

describe("a text whose end is to come", () => {
  test("grows by a part, of this piece alone", () => {
    const found = gather("head", "HTTP", piece("../1.1 200"), 2, false);
    expect(found).toEqual({ kind: "partial", text: "HTTP/1.1 200", taken: 8 });
  });

  test("is a part of a long piece, all of which was seen", () => {
    const text = `HTTP/1.1 200 OK\r\n${"A: b\r\n".repeat(400)}`;
    const found = gather("head", "", piece(text), 0, false);
    expect(found).toEqual({ kind: "partial", text, taken: text.length });
  });
});

describe("a text whose end is hidden", () => {
  test("is lost, with what was seen before and in this piece", () => {
    const found = gather("head", "HTTP/1.", piece("1 200", 40), 0, false);
    expect(found).toEqual({ kind: "lost", text: "HTTP/1.1 200", hidden: 35, taken: 40, isElided: false });
  });

  test("hides no byte before the place where it begins", () => {
    const found = gather("chunk-size", "", piece("ab", 40), 10, false);
    expect(found).toEqual({ kind: "lost", text: "", hidden: 30, taken: 30, isElided: false });
  });

  test("was left out by a person if its piece was shortened", () => {
    const found = gather("chunk-size", "", elided("1f...", 40), 0, false);
    expect(found).toMatchObject({ kind: "lost", text: "1f", isElided: true });
  });

  test("was left out also if its piece is long, and shows more after the mark", () => {
    const rest = "x".repeat(3_000); // of a text so long, only the start is looked at first
    const found = (text: string) => gather("chunk-size", "", elided(text, text.length + 7), 0, false);
    const lost = { kind: "lost", text: "1f", isElided: true };
    expect(found(`1f...\r\n${rest}`)).toEqual({ ...lost, hidden: 3_012, taken: 3_014 });
    expect(found(`1f...${rest}`)).toEqual({ ...lost, hidden: 3_010, taken: 3_012 });
  });

  test("is whole if its last byte alone is hidden after a CR", () => {
    const found = gather("head", "", piece(HEAD.slice(0, -1), 60), 0, false);
    expect(found).toEqual({ kind: "whole", text: HEAD, taken: 25 });
  });

  test("is not whole after a CR that does not end it", () => {
    const found = gather("head", "", piece("HTTP/1.1 200 OK\r", 60), 0, false);
    expect(found).toMatchObject({ kind: "lost", text: "HTTP/1.1 200 OK\r", hidden: 44 });
  });

  test("is not whole without a CR, if a newline might end it", () => {
    const found = gather("chunk-size", "", piece("1f", 60), 0, false);
    expect(found).toMatchObject({ kind: "lost", text: "1f", taken: 60 });
  });
});

describe("the CRLF after a chunk", () => {
  test("is known if both bytes are hidden", () => {
    const found = gather("chunk-end", "", piece("abc", 9), 3, false);
    expect(found).toEqual({ kind: "known", state: "chunk-size", text: "", taken: 2 });
  });

  test("is begun if a piece ends after its first byte", () => {
    const found = gather("chunk-end", "", piece("abc", 9), 8, false);
    expect(found).toEqual({ kind: "known", state: "chunk-end", text: "\r", taken: 1 });
  });

  test("is known after a CR that was seen", () => {
    const found = gather("chunk-end", "", piece("abc\r", 9), 3, false);
    expect(found).toEqual({ kind: "known", state: "chunk-size", text: "", taken: 2 });
  });

  test("is known after a CR of the piece before", () => {
    const found = gather("chunk-end", "\r", piece("", 9), 0, false);
    expect(found).toEqual({ kind: "known", state: "chunk-size", text: "", taken: 1 });
  });

  test("is not known of a sender that ends its lines with LF alone", () => {
    const found = gather("chunk-end", "", piece("abc", 9), 3, true);
    expect(found).toMatchObject({ kind: "lost", hidden: 6, taken: 6 });
  });

  test("does not stand in the place of a size", () => {
    expect(gather("chunk-size", "", piece("", 9), 0, false)).toMatchObject({ kind: "lost" });
  });
});

test("five hidden bytes in the place of a size may be the last chunk", () => {
  const found = gather("chunk-size", "", piece("0", 5), 0, false);
  expect(found).toEqual({ kind: "known", state: "last-chunk", text: "", taken: 5 });
});

describe("a head of which a person left a part out", () => {
  const shown = "HTTP/1.1 200 OK\r\n...\r\nContent-Length: 5\r\n";
  const lines = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n";

  test("is lost but for the lines that are shown; the other bytes are hidden", () => {
    const found = gather("head", "", elided(shown, 90), 0, false);
    expect(found).toEqual({ kind: "lost", text: lines, hidden: 54, taken: 90, isElided: true });
  });

  test("begins within the piece", () => {
    const found = gather("head", "", elided(`..${shown}`, 92), 2, false);
    expect(found).toMatchObject({ text: lines, hidden: 54, taken: 90 });
  });

  test("goes on from what came before: that is not hidden in this piece", () => {
    const found = gather("head", "HTTP/1.1 200 OK\r\n", elided(shown.slice(17), 73), 0, false);
    expect(found).toEqual({ kind: "lost", text: lines, hidden: 54, taken: 73, isElided: true });
  });

  test("hides no byte less than none", () => {
    const text = `HTTP/1.1 200 OK\n${"A: b\n".repeat(5)}...`; // with a CR in each, its lines are longer than the piece
    expect(gather("head", "", elided(text, text.length + 1), 0, false)).toMatchObject({ kind: "lost", hidden: 0 });
  });

  test("whose shown lines are fewer than what came before hides all of the piece", () => {
    const found = gather("head", "HTTP/1.1 200 OK\r\nAb", elided("...", 10), 0, false);
    expect(found).toMatchObject({ text: "HTTP/1.1 200 OK\r\n", hidden: 10, taken: 10 });
  });

  test("has marks within its lines, as a value of strace's own may have dots", () => {
    const dots = "HTTP/1.1 200 OK\r\nServer: a...b\r\n";
    expect(gather("head", "", elided(dots, 90), 0, false)).toMatchObject({
      text: "HTTP/1.1 200 OK\r\nServer: a\r\n",
      isElided: true,
    });
    expect(gather("head", "", piece(dots, 90), 0, false)).toMatchObject({ text: dots, isElided: false });
  });

  test("shows it by its marks alone, if strace hides bytes as well", () => {
    const found = gather("head", "", piece(shown, 90), 0, false);
    expect(found).toEqual({ kind: "lost", text: lines, hidden: 54, taken: 90, isElided: true });
  });

  test("is none if all of its bytes are shown: dots are dots", () => {
    expect(gather("head", "", piece(shown), 0, false)).toEqual({ kind: "partial", text: shown, taken: 41 });
  });

  test("is looked for in no other text", () => {
    const found = gather("trailers", "", elided("A: b...\r\n", 40), 0, false);
    expect(found).toMatchObject({ kind: "known", state: "last-chunk" });
  });
});
