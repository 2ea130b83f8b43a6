import { describe, expect, it, test } from "vitest";
import { bytesOf } from "../../../../src/core/bytes.js";
import { CgiHead } from "../../../../src/core/protocols/cgi/cgi-head.js";

function headOf(text: string): CgiHead {
  const head = new CgiHead();
  head.take(bytesOf(text));
  return head;
}

describe("the head of a CGI response (RFC 3875, section 6)", () => {
  test.each([
    ["CRLF", "Content-Type: a/b\r\n\r\n"],
    ["LF", "Content-Type: a/b\n\n"],
    ["both", "Content-Type: a/b\r\n\n"],
    ["an empty line alone", "\r\n"],
  ])("ends with an empty line: lines with %s", (_, text) => {
    const head = new CgiHead();
    expect(head.take(bytesOf(`${text}body`))).toBe(text.length);
    expect(head.isEnded).toBe(true);
  });

  it("is read in any pieces", () => {
    const head = new CgiHead();
    for (const char of "Status: 404 Not Found\r\nContent-Length: 12\r\n\r\n") head.take(bytesOf(char));
    expect(head).toMatchObject({ isEnded: true, status: 404, length: 12 });
  });

  test.each([
    ["Status: 404 Not Found\r\n\r\n", 404],
    ["Status: 503\n\n", 503],
    ["HTTP/1.1 201 Created\r\n\r\n", 201],
    ["Content-Type: a/b\r\n\r\n", 200],
    ["Location: http://a.example/\r\n\r\n", 302],
    [`Location: http://a.example/${"x".repeat(500)}\r\n\r\n`, 302],
    ["Status: 301 Moved\r\nLocation: http://a.example/\r\n\r\n", 301],
    ["Status: none\r\n\r\n", 200],
  ])("has a status: %j", (text, status) => {
    expect(headOf(text).status).toBe(status);
  });

  it("has no status before it ends, unless that is written", () => {
    expect(headOf("Content-Type: a/b\r\n")).toMatchObject({ status: null });
    expect(headOf("Status: 404 Not Found\r\n")).toMatchObject({ status: 404 });
  });

  test.each([
    ["Content-Length: 12\r\n\r\n", 12],
    ["CONTENT-LENGTH:12\r\n\r\n", 12],
    ["content-length:   12  \n\n", 12],
    ["Content-Length: 12\r\nContent-Length: 12\r\n\r\n", 12],
    [`Content-Length: ${"9".repeat(30)}\r\n\r\n`, Number.MAX_SAFE_INTEGER],
    ["Content-Type: a/b\r\n\r\n", null],
    ["X-Content-Length: 12\r\n\r\n", null],
    ["Content-Length: 12\r\nTransfer-Encoding: chunked\r\n\r\n", null],
  ])("declares a length: %j", (text, length) => {
    expect(headOf(text)).toMatchObject({ length, isInvalid: false });
  });

  test.each([
    ["no number", "Content-Length: 12a\r\n\r\n"],
    ["empty", "Content-Length:\r\n\r\n"],
    ["negative", "Content-Length: -1\r\n\r\n"],
    ["two that differ", "Content-Length: 12\r\nContent-Length: 13\r\n\r\n"],
    ["longer than a line that is kept", `Content-Length: ${"0".repeat(300)}12\r\n\r\n`],
  ])("may declare a length that counts for nothing: %s", (_, text) => {
    expect(headOf(text)).toMatchObject({ length: null, isInvalid: true });
  });

  test.each([
    "X-Accel-Redirect: /files/a",
    "x-sendfile: /files/a",
    "X-LIGHTTPD-send-file: /files/a",
  ])("may ask the web server for a file: %s", (line) => {
    expect(headOf(`${line}\r\nContent-Length: 12\r\n\r\n`).isReplaced).toBe(true);
  });

  it("keeps no more of a line than its beginning", () => {
    const head = headOf(`X: ${"x".repeat(1_000_000)}\r\nContent-Length: 3\r\n\r\n`);
    expect(head).toMatchObject({ isEnded: true, length: 3 });
  });
});
