import { describe, expect, test } from "vitest";
import {
  endOfHead,
  mayStartRequest,
  mayStartResponse,
  parseRequestHead,
  parseResponseHead,
} from "../../../../../src/core/protocols/http1/head/head.js";

describe("the end of a head", () => {
  test.each([
    ["HTTP/1.1 200 OK\r\n\r\nbody", 19],
    ["HTTP/1.1 200 OK\n\nbody", 17],
    ["HTTP/1.1 200 OK\r\n\n\r\n\r\n", 18],
    ["\n\n", 2],
    ["\r\n\r\n\n\n", 4],
    ["HTTP/1.1 200 OK\n\r\n", -1], // neither empty line is whole
    ["\n\r\n", -1],
    ["HTTP/1.1 200 OK\r\n\r", -1],
    ["HTTP/1.1 200 OK\r\n", -1],
    ["HTTP/1.1 200", -1],
    ["", -1],
  ])("%j", (text, end) => {
    expect(endOfHead(text)).toBe(end);
  });
});

test("a response may start anywhere in what was seen, and with part of its version", () => {
  expect(mayStartResponse("..HTTP/1.1 200 OK", 2)).toBe(true);
  expect(mayStartResponse("..HTT", 2)).toBe(true);
  expect(mayStartResponse("..HTT", 1)).toBe(false);
  expect(mayStartResponse("HTTP/2", 0)).toBe(false);
});

test.each([
  ["GET /x", true],
  ["M-SEARCH *", true],
  ["GE", true],
  ["ABCDEFGHIJKLMNOPQRST/", true], // it has not ended yet
  ["XYZ /x", true],
  ["", false],
  ["-GET ", false],
  [" GET", false],
  ["get /x", false],
  ["GET/x", false],
])("a request may start with %j: %s", (text, may) => {
  expect(mayStartRequest(text, 0)).toBe(may);
  expect(mayStartRequest(`/${text}`, 1)).toBe(may);
});

test.each([
  ["HTTP/1.1 200 OK\r\n\r\n", 200],
  ["HTTP/1.0 404\r\n\r\n", 404],
  ["HTTP/1.0 404\n\n", 404],
  ["HTTP/1.1 204", 204],
  ["xHTTP/1.1 204", undefined],
  ["HTTP/1.1 20\r\n\r\n", undefined],
  ["HTTP/1.1 2000\r\n\r\n", undefined],
  ["HTTP/1.1 200\r\r\n\r\n", undefined],
  ["HTTP/2 200 OK\r\n\r\n", undefined],
])("the status of %j is %s", (text, status) => {
  expect(parseResponseHead(text)?.status).toBe(status);
});

test.each([
  ["GET /x HTTP/1.1\r\n\r\n", "GET", "/x"],
  ["PRI * HTTP/1.0\n\n", "PRI", "*"],
  ["GET /x HTTP/1.1", "GET", "/x"],
  ["GET  /x HTTP/1.1\r\n\r\n", undefined, undefined],
  ["GET /x HTTP/1.1 \r\n\r\n", undefined, undefined],
  ["GET /a b HTTP/1.1\r\n\r\n", undefined, undefined],
])("the request line of %j", (text, method, target) => {
  expect(parseRequestHead(text)?.method).toBe(method);
  expect(parseRequestHead(text)?.target).toBe(target);
});

test("the needed fields are found whatever their case, each line with its value", () => {
  const head = parseResponseHead(
    "HTTP/1.1 200 OK\r\nServer: Content-Length: 9\r\nCONTENT-length:  5 \r\nAccept: x\r\nContent-Length:5, 5\r\n" +
      "content-lengths: 7\r\ncontent_length: 8\r\nTransfer-Encoding: gzip\nUpgrade:\r\nExpect: 100-continue\r\n\r\n",
  );
  expect(head?.fields).toEqual({
    contentLength: ["5", "5, 5"],
    transferEncoding: ["gzip"],
    upgrade: [""],
    expect: ["100-continue"],
    connection: [],
  });
});
