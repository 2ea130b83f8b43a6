import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ResponseParser } from "../../../src/tools/probe/response.js";

/** What a parser makes of these pieces if the stream ends after them. */
function read(pieces: readonly string[], method = "GET"): object {
  const parser = new ResponseParser(method);
  for (const piece of pieces) parser.push(Buffer.from(piece, "latin1"));
  const { status, framing, declaredBytes, receivedBytes, excessBytes, hasBegun, problem, ending } = parser;
  return { status, framing, declaredBytes, receivedBytes, excessBytes, hasBegun, problem, ending };
}

const OK = "HTTP/1.1 200 OK\r\n";

const responses: Readonly<Record<string, string>> = {
  "content-length, whole": `${OK}Content-Length: 5\r\n\r\n01234`,
  "content-length, short": `${OK}Content-Length: 5\r\n\r\n012`,
  "content-length, with more after it": `${OK}Content-Length: 5\r\n\r\n01234567`,
  "chunked with extensions and trailers": `${OK}Transfer-Encoding: chunked\r\n\r\n3;a=b\r\n012\r\nA \r\n0123456789\r\n0\r\nX: y\r\n\r\n`,
  "chunked, trailers cut off": `${OK}Transfer-Encoding: chunked\r\n\r\n3\r\n012\r\n0\r\nX: y\r\n`,
  "chunked, cut within a size": `${OK}Transfer-Encoding: chunked\r\n\r\n3\r\n012\r\n1`,
  "chunked, a chunk too long": `${OK}Transfer-Encoding: chunked\r\n\r\n3\r\n0123\r\n0\r\n\r\n`,
  "chunked, a size that is none": `${OK}Transfer-Encoding: chunked\r\n\r\nxyz\r\n012\r\n0\r\n\r\n`,
  "until close": `${OK}Server: a\r\n\r\n0123456`,
  "interim responses first": `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n${OK}Content-Length: 1\r\n\r\n0`,
  "bare line feeds": "HTTP/1.0 200 OK\nContent-Length: 2\n\n01",
  "no response": "\x16\x03\x01\x02\x00",
  "a head that is cut": "HTTP/1.1 200 OK\r\nConte",
  "no bytes": "",
};

test.each(Object.entries(responses))("%s: the same, however the bytes are cut", (_name, text) => {
  const whole = read([text]);
  const places = fc.array(fc.nat(text.length), { maxLength: 12 });
  fc.assert(
    fc.property(places, (cuts) => {
      const edges = [0, ...cuts.sort((one, other) => one - other), text.length];
      const pieces = edges.slice(1).map((edge, index) => text.slice(edges[index], edge));
      expect(read(pieces)).toEqual(whole);
    }),
  );
  expect(read([...text])).toEqual(whole);
});

describe("the length of a body (RFC 9112, section 6.3)", () => {
  test.each([
    ["Content-Length", "Content-Length: 7", "content-length", 7],
    ["a list of equal lengths counts once", "Content-Length: 7, 7\r\ncontent-length:7", "content-length", 7],
    ["Transfer-Encoding beats it", "Content-Length: 7\r\nTransfer-Encoding: gzip, Chunked", "chunked", null],
    ["a last coding that is not chunked", "Transfer-Encoding: gzip", "until-close", null],
    ["neither", "Server: a", "until-close", null],
    ["a folded field", "Content-Length:\r\n 7", "content-length", 7],
  ])("%s", (_what, fields, framing, declaredBytes) => {
    expect(read([`${OK}${fields}\r\n\r\n`])).toMatchObject({ framing, declaredBytes });
  });

  test.each([204, 304])("%i has no body, whatever the fields say", (status) => {
    const head = `HTTP/1.1 ${status} \r\nContent-Length: 7\r\n\r\n`;
    expect(read([head])).toMatchObject({ framing: "none", declaredBytes: null, ending: "complete" });
  });

  test("nor has a response to HEAD", () => {
    const head = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
    expect(read([head], "HEAD")).toMatchObject({ framing: "none", ending: "complete" });
  });

  test("no bytes of a declared length of 0 are waited for", () => {
    expect(read([`${OK}Content-Length: 0\r\n\r\n`])).toMatchObject({ ending: "complete", declaredBytes: 0 });
  });
});

test.each([
  ["a Content-Length that is no number", `${OK}Content-Length: 7 bytes\r\n\r\n`],
  ["two lengths", `${OK}Content-Length: 7\r\nContent-Length: 8\r\n\r\n`],
  ["a negative length", `${OK}Content-Length: -7\r\n\r\n`],
  ["a status line without a status", "HTTP/1.1 OK\r\n\r\n"],
  ["HTTP/2", "HTTP/2 200\r\n\r\n"],
  ["a head without an end", `${OK}${"A: b\r\n".repeat(50_000)}`],
  ["a line without an end", `${OK}A: ${"b".repeat(300_000)}`],
])("%s cannot be judged", (_what, text) => {
  expect(read([text])).toMatchObject({ ending: "malformed", problem: expect.stringMatching(/^(a|bytes) /) });
});

test("a head has the bytes of all its lines against it, a chunked body has not", () => {
  const chunks = "1\r\n0\r\n".repeat(100_000);
  const text = `${OK}Transfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`;
  expect(read([text])).toMatchObject({ ending: "complete", receivedBytes: 100_000 });
});
