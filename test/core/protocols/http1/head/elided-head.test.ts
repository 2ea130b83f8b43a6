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
    ["the sign for dots", "HTTP/1.1 200 OK\r\n\xe2\x80\xa6\r\nContent-Length: 5\r\n\r\n"],
  ])("%s", (_, text) => {
    expect(shownOfElided(text, false)).toBe(LEFT);
    expect(shownOfElided(text, true)).toBe(LEFT);
  });

  test("dots within a line count only if the string is too short for its bytes", () => {
    const text = "HTTP/1.1 200 OK\r\nX-Title: Loading...\r\n\r\n";
    expect(shownOfElided(text, false)).toBeNull();
    expect(shownOfElided(text, true)).toBe("HTTP/1.1 200 OK\r\nX-Title: Loading\r\n");
  });

  test("a body's dots are none of the head's", () => {
    expect(shownOfElided("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n...", true)).toBeNull();
  });
});
