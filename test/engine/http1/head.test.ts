import { describe, expect, test } from "vitest";
import { fieldsOf, requestHeadOf, responseHeadOf, sniffed } from "./heads.js";

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
    expect(responseHeadOf(text).end).toBe(end);
  });
});

test("a response may start anywhere in what was seen, and with part of its version", () => {
  expect(sniffed("HTTP/1.1 200 OK").mayStartResponse).toBe(true);
  expect(sniffed("HTT").mayStartResponse).toBe(true);
  expect(sniffed(".HTT").mayStartResponse).toBe(false);
  expect(sniffed("HTTP/2").mayStartResponse).toBe(false);
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
  expect(sniffed(text).mayStartRequest).toBe(may);
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
  expect(responseHeadOf(text).head?.status).toBe(status);
});

test.each([
  ["GET /x HTTP/1.1\r\n\r\n", "GET", "/x"],
  ["PRI * HTTP/1.0\n\n", "PRI", "*"],
  ["GET /x HTTP/1.1", "GET", "/x"],
  ["GET  /x HTTP/1.1\r\n\r\n", undefined, undefined],
  ["GET /x HTTP/1.1 \r\n\r\n", undefined, undefined],
  ["GET /a b HTTP/1.1\r\n\r\n", undefined, undefined],
])("the request line of %j", (text, method, target) => {
  expect(requestHeadOf(text)?.method).toBe(method);
  expect(requestHeadOf(text)?.target).toBe(target);
});

describe("the needed fields are found whatever their case, each line with its value", () => {
  const NONE = {
    contentLength: null,
    isLengthInvalid: false,
    hasTransferEncoding: false,
    isLastCodingChunked: false,
    hasConnection: false,
    isUpgradeToH2c: false,
    expectsContinue: false,
  };
  test.each([
    ["CONTENT-length:  5 \r\n", { contentLength: 5 }],
    ["CONTENT-length:  5 \r\nAccept: x\r\nContent-Length:5, 5\r\n", { contentLength: 5 }],
    ["content-length:5\r\nContent-Length:5, 6\r\n", { contentLength: 5, isLengthInvalid: true }],
    ["Server: Content-Length: 9\r\n", {}],
    ["content-lengths: 7\r\ncontent_length: 8\r\n", {}],
    ["Transfer-Encoding: gzip\n", { hasTransferEncoding: true }],
    ["transfer-ENCODING:\tchunked\n", { hasTransferEncoding: true, isLastCodingChunked: true }],
    ["Upgrade:\r\nUpgrade: h2c\r\n", {}], // the first counts
    ["Upgrade: H2C\r\n", { isUpgradeToH2c: true }],
    ["Expect: 100-continue\r\n", { expectsContinue: true }],
    ["Connection: x\r\n", { hasConnection: true }],
  ])("%j", (fields, is) => {
    expect(fieldsOf(`HTTP/1.1 200 OK\r\n${fields}\r\n`)).toEqual({ ...NONE, ...is });
  });
});
