import { describe, expect, test } from "vitest";
import type { ProbePlan } from "../../../src/tools/probe/plan.js";
import { parseField, parseMethod, requestPieces } from "../../../src/tools/probe/request.js";
import { planOf } from "./server.js";

function sent(changes: Partial<ProbePlan>): string {
  return Buffer.concat([...requestPieces(planOf("http://h:81/a?b", changes))]).toString("latin1");
}

test("a request names its host, and nothing more", () => {
  expect(sent({})).toBe("GET /a?b HTTP/1.1\r\nHost: h:81\r\n\r\n");
});

test("a given field comes last, and a given Host instead of the URL's", () => {
  const fields = ["X: y", "host: other"].map(parseField);
  expect(sent({ fields })).toBe("GET /a?b HTTP/1.1\r\nX: y\r\nhost: other\r\n\r\n");
});

describe("bodies", () => {
  test.each([0, 1, 1000, 65_536, 65_537, 200_000])("%i bytes under Content-Length", (bytes) => {
    const [head, body] = sent({ upload: { framing: "content-length", bytes } }).split("\r\n\r\n");
    expect(head).toContain(`Content-Length: ${bytes}`);
    expect(body).toBe("i".repeat(bytes));
  });

  test.each([1, 1000, 65_536, 65_537, 200_000])("%i bytes as one chunk", (bytes) => {
    const text = sent({ upload: { framing: "chunked", bytes } });
    expect(text.slice(text.indexOf("\r\n\r\n") + 4)).toBe(`${bytes.toString(16)}\r\n${"i".repeat(bytes)}\r\n0\r\n\r\n`);
  });

  test("no bytes as chunks are the last chunk alone", () => {
    expect(sent({ upload: { framing: "chunked", bytes: 0 } })).toMatch(/chunked\r\n\r\n0\r\n\r\n$/);
  });
});

test.each([
  "no colon",
  ": no name",
  "two words: x",
  "A: b\r\nEvil: c",
  "A: \x00",
  "Content-Length: 7",
])("the field %j is refused", (text) => {
  expect(() => parseField(text)).toThrow(expect.objectContaining({ code: "usage" }));
});

test.each(["GET /evil", "", "CONNECT", "G\r\nE"])("the method %j is refused", (text) => {
  expect(() => parseMethod(text)).toThrow(expect.objectContaining({ code: "usage" }));
});
