import { describe, expect, test } from "vitest";
import type { DrawnPiece } from "../streams/streams-engine.js";
import { cutHeadOf, requestHeadOf, responseHeadOf } from "./heads.js";
import { engine, piece } from "./parser-log.js";

const head = (status: number, ...fields: string[]): string =>
  `HTTP/1.1 ${String(status).padStart(3, "0")} X\r\n${fields.map((field) => `${field}\r\n`).join("")}\r\n`;

describe("how a response says where its body ends (RFC 9112, section 6.3)", () => {
  const LENGTH = "Content-Length: 5";
  test.each<[string, string | null, number, ...string[]]>([
    ["none", "HEAD", 200, LENGTH],
    ["tunnel", "HEAD", 101],
    ["tunnel", "GET", 101, LENGTH],
    ["none", "GET", 100, LENGTH],
    ["none", "GET", 199, LENGTH],
    ["none", "GET", 204, LENGTH],
    ["none", "GET", 304, LENGTH],
    ["content-length 5", "GET", 200, LENGTH],
    ["content-length 5", "GET", 99, LENGTH],
    ["tunnel", "CONNECT", 200, LENGTH],
    ["tunnel", "CONNECT", 299],
    ["content-length 5", "CONNECT", 99, LENGTH],
    ["content-length 5", "CONNECT", 300, LENGTH],
    ["content-length 5", "CONNECT", 407, LENGTH],
    ["until-close", "GET", 200],
    ["until-close", null, 200],
    ["chunked", "GET", 200, "Transfer-Encoding: chunked"],
    ["chunked", "GET", 200, "Transfer-Encoding: gzip, CHUNKED", LENGTH],
    ["chunked", "GET", 200, "Transfer-Encoding: gzip", "Transfer-Encoding: chunked"],
    ["until-close", "GET", 200, "Transfer-Encoding: chunked, gzip"],
    ["until-close", "GET", 200, "Transfer-Encoding: identity", LENGTH],
    ["content-length 5", "GET", 200, "Content-Length: 005, 5", LENGTH],
    ["content-length 0", "GET", 200, "Content-Length: 000"],
    ["invalid", "GET", 200, "Content-Length: 5, 6"],
    ["invalid", "GET", 200, LENGTH, "Content-Length: 55"],
    ["invalid", "GET", 200, "Content-Length: -5"],
    ["invalid", "GET", 200, "Content-Length: 5x"],
    ["invalid", "GET", 200, "Content-Length: x5"],
    ["invalid", "GET", 200, "Content-Length: 5, x"],
    ["content-length 9007199254740991", "GET", 200, "Content-Length: 99999999999999999999"],
  ])("%s: %s %s %s %s", (is, method, status, ...fields) => {
    const { framing, length } = responseHeadOf(head(status, ...fields), method).head ?? {};
    expect(framing === "content-length" ? `${framing} ${length}` : framing).toBe(is);
  });

  test("a request without a length has no body", () => {
    const of = (field: string) => requestHeadOf(`POST / HTTP/1.1\r\n${field}\r\n`);
    expect(of("")).toMatchObject({ framing: "none" });
    expect(of("Content-Length: 7\r\n")).toMatchObject({ framing: "content-length", length: 7 });
    expect(of("Transfer-Encoding: chunked\r\n")).toMatchObject({ framing: "chunked" });
  });
});

test.each([
  [true, "1.0", ""],
  [false, "1.1", ""],
  [true, "1.1", "Connection: close\r\n"],
  [true, "1.1", "Connection: upgrade, CLOSE\r\n"],
  [true, "1.1", "Connection: upgrade\r\nConnection: close\r\n"],
  [true, "1.1", "Connection: close, upgrade\r\n"],
  [false, "1.1", "Connection: closed\r\n"],
  [false, "1.1", "Connection: enclose\r\n"],
  [false, "1.1", "Connection: keep-alive\r\n"],
  [false, "1.0", "Connection: Keep-Alive\r\n"],
  [true, "1.0", "Connection: upgrade\r\n"],
])("the connection is closed after the response: %s (HTTP/%s %j)", (closes, version, field) => {
  expect(responseHeadOf(`HTTP/${version} 200 OK\r\n${field}\r\n`).head?.closes).toBe(closes);
});

test("an interim response is 1xx, but for 101", () => {
  const isInterim = (status: number): boolean => engine.call("isInterimStatus", status) !== 0;
  expect([99, 100, 101, 102, 199, 200].filter(isInterim)).toEqual([100, 102, 199]);
});

test("a status is known as soon as its blank is seen", () => {
  expect(
    ["HTTP/1.1 200 ", "HTTP/1.0 404 N", "HTTP/1.1 200", "HTTP/1.2 200 ", "xHTTP/1.1 200 ", "HTTP/1.1 20x "].map(
      (text) => responseHeadOf(text).status,
    ),
  ).toEqual([200, 404, null, null, null, null]);
});

describe("a head that strace cut", () => {
  const LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nX: ";
  const of = (seen: string, method: string | null, hidden = 0): string | null => {
    const cut = cutHeadOf(seen, method, hidden, [], 0);
    return cut && `${cut.status} ${cut.length} ${cut.isBodiless}`;
  };

  test.each([
    ["200 100 false", () => of(LENGTH, "GET")],
    ["200 0 true", () => of(LENGTH, "HEAD")],
    ["204 0 true", () => of("HTTP/1.1 204 No Con", "GET")],
    ["304 0 true", () => of("HTTP/1.1 304 ", "GET")],
    ["null 0 true", () => of("HTTP/1.1 30", "HEAD")],
    [null, () => of("HTTP/1.1 30", "GET")],
    [null, () => of("HTTP/1.1 200 OK\r\nContent-Length: 10", "GET")], // more digits may follow
    [null, () => of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n", "GET")],
    [null, () => of(LENGTH, null, 65_535)], // it may answer a HEAD
    ["200 100 false", () => of(LENGTH, null, 65_536)],
  ])("%s", (is, said) => expect(said()).toBe(is));

  const filled = (bytes: number, ...rest: DrawnPiece[]): boolean[] => {
    const cut = cutHeadOf(LENGTH, "GET", 0, [piece(LENGTH, 500), ...rest], bytes);
    return [cut?.isFilled ?? false, cut?.isWholeIfFollowed ?? false];
  };

  test("the buffers after it fill the body to its last byte, or do not", () => {
    expect(filled(100)).toEqual([true, true]);
    expect(filled(99)).toEqual([false, false]);
    expect(filled(101)).toEqual([false, false]);
  });

  test("buffers that hold the rest of the head are no body", () => {
    const rest = [piece("\r\n"), piece("Server:"), piece(" x\r\n"), piece("\r\n")];
    expect(filled(115, ...rest)).toEqual([true, true]);
    expect(filled(100, ...rest)).toEqual([false, false]);
    expect(filled(113, piece("Server: x\r\n\r\n"))).toEqual([true, true]);
    expect(filled(119, piece("Server: x\r\nA: b\r\n\r\n"))).toEqual([true, true]);
    expect(filled(104, piece("\r\n\r\n"))).toEqual([true, true]);
    expect(filled(100, piece("Server: x\r\n\r\n", 14))).toEqual([true, true]); // cut: it may be the body
    expect(filled(100, piece("no field\r\n\r\n"))).toEqual([true, true]);
    expect(filled(100, piece("Server: x\r\n\r\nbody"))).toEqual([true, true]);
  });

  test("of an empty body only a next response shows the end", () => {
    const cut = cutHeadOf("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n", "GET", 0, [], 0);
    expect([cut?.isFilled, cut?.isWholeIfFollowed]).toEqual([false, true]);
  });
});
