import { describe, expect, test } from "vitest";
import { BegunText } from "../../../../../src/core/protocols/http1/message/begun-text.js";
import { gather } from "../../../../../src/core/protocols/http1/message/gathered-text.js";
import { piece } from "./parser-log.js";

const HEAD = "HTTP/1.1 200 OK\r\nA: b\r\n\r\n";
const none = () => new BegunText();

describe("a text whose end is seen", () => {
  test("ends there, and the rest of the piece is left", () => {
    expect(gather("head", none(), piece(`${HEAD}body`), 0, false)).toEqual({ kind: "whole", text: HEAD, taken: 25 });
  });

  test("begins within the piece", () => {
    const found = gather("chunk-size", none(), piece("\r\n1f\r\nx"), 2, false);
    expect(found).toEqual({ kind: "whole", text: "1f\r\n", taken: 4 });
  });

  test("goes on from what came before", () => {
    const found = gather("head", new BegunText(HEAD.slice(0, -3)), piece("\n\r\nbody"), 0, false);
    expect(found).toEqual({ kind: "whole", text: HEAD, taken: 3 });
  });

  test("is looked for after the start of a long piece if it is not in there", () => {
    const seen = `HTTP/1.1 200 OK\r\n${"A: b\r\n".repeat(9)}\r\nbody`;
    const long = { seen, start: seen.slice(0, 30), length: 500 };
    expect(gather("head", none(), long, 0, false)).toEqual({ kind: "whole", text: seen.slice(0, -4), taken: 73 });
  });

  test("begins within a long piece, and ends after the start of it", () => {
    const seen = `..1f;${"x".repeat(40)}\r\ndata`;
    const long = { seen, start: seen.slice(0, 30), length: 500 };
    expect(gather("chunk-size", none(), long, 2, false)).toEqual({ kind: "whole", text: seen.slice(2, -4), taken: 45 });
  });

  test("needs no more than the start of a long piece if that has it", () => {
    const long = {
      start: "1f\r\ndata of the chunk",
      length: 500,
      get seen(): string {
        throw new Error("all of the piece is unquoted");
      },
    };
    expect(gather("chunk-size", none(), long, 0, false)).toEqual({ kind: "whole", text: "1f\r\n", taken: 4 });
  });
});

describe("a text whose end is to come", () => {
  test("is a part, of this piece alone", () => {
    const found = gather("head", new BegunText("HTTP"), piece("../1.1 200"), 2, false);
    expect(found).toEqual({ kind: "partial", text: "/1.1 200", taken: 8 });
  });

  test("is a part of a long piece, all of which was seen", () => {
    const seen = `HTTP/1.1 200 OK\r\n${"A: b\r\n".repeat(9)}`;
    const long = { seen, start: seen.slice(0, 30), length: seen.length };
    expect(gather("head", none(), long, 0, false)).toEqual({ kind: "partial", text: seen, taken: seen.length });
  });
});

describe("a text whose end is hidden", () => {
  test("is lost, with what was seen before and in this piece", () => {
    const found = gather("head", new BegunText("HTTP/1."), piece("1 200", 40), 0, false);
    expect(found).toEqual({ kind: "lost", text: "HTTP/1.1 200", hidden: 35, taken: 40, isElided: false });
  });

  test("hides no byte before the place where it begins", () => {
    const found = gather("chunk-size", none(), piece("ab", 40), 10, false);
    expect(found).toEqual({ kind: "lost", text: "", hidden: 30, taken: 30, isElided: false });
  });

  test("was left out by a person if its piece was shortened", () => {
    const found = gather("chunk-size", none(), { ...piece("1f", 40), elided: "1f..." }, 0, false);
    expect(found).toMatchObject({ kind: "lost", text: "1f", isElided: true });
  });

  test("is whole if its last byte alone is hidden after a CR", () => {
    const found = gather("head", none(), piece(HEAD.slice(0, -1), 60), 0, false);
    expect(found).toEqual({ kind: "whole", text: HEAD, taken: 25 });
  });

  test("is not whole after a CR that does not end it", () => {
    const found = gather("head", none(), piece("HTTP/1.1 200 OK\r", 60), 0, false);
    expect(found).toMatchObject({ kind: "lost", text: "HTTP/1.1 200 OK\r", hidden: 44 });
  });

  test("is not whole without a CR, if a newline might end it", () => {
    const found = gather("chunk-size", none(), piece("1f", 60), 0, false);
    expect(found).toMatchObject({ kind: "lost", text: "1f", taken: 60 });
  });
});

describe("the CRLF after a chunk", () => {
  test("is known if both bytes are hidden", () => {
    const found = gather("chunk-end", none(), piece("abc", 9), 3, false);
    expect(found).toEqual({ kind: "known", state: "chunk-size", text: "", taken: 2 });
  });

  test("is begun if a piece ends after its first byte", () => {
    const found = gather("chunk-end", none(), piece("abc", 9), 8, false);
    expect(found).toEqual({ kind: "known", state: "chunk-end", text: "\r", taken: 1 });
  });

  test("is known after a CR that was seen", () => {
    const found = gather("chunk-end", none(), piece("abc\r", 9), 3, false);
    expect(found).toEqual({ kind: "known", state: "chunk-size", text: "", taken: 2 });
  });

  test("is known after a CR of the piece before", () => {
    const found = gather("chunk-end", new BegunText("\r"), piece("", 9), 0, false);
    expect(found).toEqual({ kind: "known", state: "chunk-size", text: "", taken: 1 });
  });

  test("is not known of a sender that ends its lines with LF alone", () => {
    const found = gather("chunk-end", none(), piece("abc", 9), 3, true);
    expect(found).toMatchObject({ kind: "lost", hidden: 6, taken: 6 });
  });

  test("does not stand in the place of a size", () => {
    expect(gather("chunk-size", none(), piece("", 9), 0, false)).toMatchObject({ kind: "lost" });
  });
});

test("five hidden bytes in the place of a size may be the last chunk", () => {
  const found = gather("chunk-size", none(), piece("0", 5), 0, false);
  expect(found).toEqual({ kind: "known", state: "last-chunk", text: "", taken: 5 });
});

describe("a head of which a person left a part out", () => {
  const shown = "HTTP/1.1 200 OK\r\n...\r\nContent-Length: 5\r\n";
  const lines = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n";

  test("is lost but for the lines that are shown; the other bytes are hidden", () => {
    const found = gather("head", none(), { ...piece("HTTP/1.1 200 OK\r\n", 90), elided: shown }, 0, false);
    expect(found).toEqual({ kind: "lost", text: lines, hidden: 54, taken: 90, isElided: true });
  });

  test("begins within the piece", () => {
    const elided = { ...piece("..HTTP/1.1 200 OK\r\n", 92), elided: `..${shown}` };
    expect(gather("head", none(), elided, 2, false)).toMatchObject({ text: lines, hidden: 54, taken: 90 });
  });

  test("goes on from what came before: that is not hidden in this piece", () => {
    const elided = { ...piece("", 73), elided: shown.slice(17) };
    const found = gather("head", new BegunText("HTTP/1.1 200 OK\r\n"), elided, 0, false);
    expect(found).toEqual({ kind: "lost", text: lines, hidden: 54, taken: 73, isElided: true });
  });

  test("hides no byte less than none", () => {
    const elided = { ...piece("", 3), elided: "...\r\nContent-Length: 5\r\n" };
    const found = gather("head", new BegunText("HTTP/1.1 200 OK\r\n"), elided, 0, false);
    expect(found).toMatchObject({ hidden: 0, taken: 3 });
  });

  test("whose shown lines are fewer than what came before hides all of the piece", () => {
    const elided = { ...piece("", 10), elided: "..." };
    const found = gather("head", new BegunText("HTTP/1.1 200 OK\r\nAb"), elided, 0, false);
    expect(found).toMatchObject({ text: "HTTP/1.1 200 OK\r\n", hidden: 10, taken: 10 });
  });

  test("has marks within its lines, as a value of strace's own may have dots", () => {
    const dots = "HTTP/1.1 200 OK\r\nServer: a...b\r\n";
    const cut = { ...piece("HTTP/1.1 200 OK\r\nServer: a", 90), elided: dots };
    expect(gather("head", none(), cut, 0, false)).toMatchObject({
      text: "HTTP/1.1 200 OK\r\nServer: a\r\n",
      isElided: true,
    });
    expect(gather("head", none(), piece(dots, 90), 0, false)).toMatchObject({ text: dots, isElided: false });
  });

  test("shows it by its marks alone, if strace hides bytes as well", () => {
    const found = gather("head", none(), piece(shown, 90), 0, false);
    expect(found).toEqual({ kind: "lost", text: lines, hidden: 54, taken: 90, isElided: true });
  });

  test("is none if all of its bytes are shown: dots are dots", () => {
    expect(gather("head", none(), piece(shown), 0, false)).toEqual({ kind: "partial", text: shown, taken: 41 });
  });

  test("is looked for in no other text", () => {
    const found = gather("trailers", none(), { ...piece("A: b", 40), elided: "A: b\r\n...\r\n" }, 0, false);
    expect(found).toMatchObject({ kind: "known", state: "last-chunk" });
  });
});
