import { describe, expect, test } from "vitest";
import { shownOfElided } from "../../../../../src/core/protocols/http1/head/elided-head.js";

const LEFT = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n";

describe("what a person left of a head", () => {
  test.each([
    ["a line of dots", "HTTP/1.1 200 OK\r\n...\r\nContent-Length: 5\r\n\r\n"],
    ["a word in brackets", "HTTP/1.1 200 OK\r\n[snip]\r\nContent-Length: 5\r\n\r\n"],
    ["a count of lines", "HTTP/1.1 200 OK\r\n(7 more headers omitted)\r\nContent-Length: 5\r\n\r\n"],
    ["dots in front of a name", "HTTP/1.1 200 OK\r\n...Content-Length: 5\r\n\r\n"],
    ["dots after a length", "HTTP/1.1 200 OK\r\nContent-Length: 5...\r\n\r\n"],
    ["dots at the end", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n..."],
    ["a line of dots between bare LFs", "HTTP/1.1 200 OK\n...\nContent-Length: 5\n\n"],
    ["blanks in front of the dots", "HTTP/1.1 200 OK\r\n \t...Content-Length: 5\r\n\r\n"],
    ["a blank after the field", "HTTP/1.1 200 OK\r\n... Content-Length: 5 \r\n\r\n"],
    ["words that are no field", "HTTP/1.1 200 OK\r\n... see X: 1\r\nContent-Length: 5\r\n\r\n"],
    ["the sign for dots", "HTTP/1.1 200 OK\r\n\xe2\x80\xa6\r\nContent-Length: 5\r\n\r\n"],
  ])("%s", (_, text) => {
    expect(shownOfElided(text, false)).toBe(LEFT);
    expect(shownOfElided(text, true)).toBe(LEFT);
  });

  test.each([
    ["Content-Length: 50...\r\n\r\n", "Content-Length: 50\r\n"],
    ["Content-Length:5...\r\n\r\n", "Content-Length:5\r\n"],
    ["Content-Length: 5\r\nX-Long: abc...", "Content-Length: 5\r\nX-Long: abc\r\n"], // the head has no end
    ["Content-Length: 5\r\nX-Long: abc\xe2\x80\xa6", "Content-Length: 5\r\nX-Long: abc\r\n"],
  ])("of %j", (fields, left) => {
    expect(shownOfElided(`HTTP/1.1 200 OK\r\n${fields}`, false)).toBe(`HTTP/1.1 200 OK\r\n${left}`);
  });

  test("a request line is kept, what only looks like one is not", () => {
    expect(shownOfElided("GET /a HTTP/1.1\r\n...\r\n\r\n", false)).toBe("GET /a HTTP/1.1\r\n");
    expect(shownOfElided("GET /a HTTP/1.1x\r\n...\r\n\r\n", false)).toBe("");
  });

  test.each([
    ["a value in the middle of a head without an end", "X-Title: Loading...\r\nContent-Length: 5"],
    ["the same without a blank", "X-Title:Loading...\r\n\r\n"],
    ["one dot in front", ".X: 1\r\nX-Title: Loading...\r\n\r\n"],
    ["one dot at the end", "X-Title: Loading...\r\nX: etc."],
    ["one dot after a length", "Content-Length: 5.\r\nX-Title: Loading...\r\n\r\n"],
    ["the length of something else", "X-Content-Length: 5...\r\n\r\n"],
  ])("nobody left anything out: %s", (_, fields) => {
    expect(shownOfElided(`HTTP/1.1 200 OK\r\n${fields}`, false)).toBeNull();
  });

  test("dots within a line count only if the string is too short for its bytes", () => {
    const text = "HTTP/1.1 200 OK\r\nX-Title: Loading...\r\n\r\n";
    expect(shownOfElided(text, false)).toBeNull();
    expect(shownOfElided(text, true)).toBe("HTTP/1.1 200 OK\r\nX-Title: Loading\r\n");
  });

  test("a word like a mark's is none without brackets, however short the string", () => {
    expect(shownOfElided("HTTP/1.1 200 OK\r\nX: cut\r\n\r\n", true)).toBeNull();
  });

  test("a body's dots are none of the head's", () => {
    expect(shownOfElided("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n...", true)).toBeNull();
  });
});
