import { describe, expect, test } from "vitest";
import { plainContext } from "../../../../src/core/formats/context.js";
import { ndjsonFormat } from "../../../../src/core/formats/ndjson.js";
import { textFormat } from "../../../../src/core/formats/text/text.js";
import { documentOf, recordsOf } from "../documents.js";

/** A capture of responses that were cut, to requests for these targets. */
function cut(...targets: readonly string[]) {
  const lines = targets.flatMap((target, index) => {
    const socket = `7<TCP:[127.0.0.1:80->10.0.0.1:${20_000 + index}]>`;
    return [
      `10 10:00:0${index}.000000 accept4(3<TCP:[127.0.0.1:80]>, NULL, NULL, 0) = ${socket}`,
      `10 10:00:0${index}.100000 read(${socket}, "GET ${target} HTTP/1.1\\r\\n\\r\\n", 8192) = ${target.length + 17}`,
      `10 10:00:0${index}.200000 sendto(${socket}, "HTTP/1.1 200 OK\\r\\nContent-Length: 500\\r\\n\\r\\nxxxxxxxxxxxxxxxxxxxx", 62, 0, NULL, 0) = 62`,
      `10 10:00:0${index}.250000 sendto(${socket}, "xxxx"..., 480, 0, NULL, 0) = -1 EAGAIN (Resource temporarily unavailable)`,
      `10 10:00:0${index}.300000 shutdown(${socket}, SHUT_WR) = 0`,
      `10 10:00:0${index}.400000 close(${socket}) = 0`,
    ];
  });
  return recordsOf([{ path: "long.strace", text: `${lines.join("\n")}\n` }]);
}

const LONG = `/search/${"a".repeat(3984)}/end.jpg`;
const SHORTENED = `GET /search/${"a".repeat(152)} ... ${"a".repeat(32)}/end.jpg (4,000 characters)`;
const text = (...targets: readonly string[]): string => documentOf(textFormat(plainContext), cut(...targets));

describe("a request target of 4,000 characters", () => {
  test("is shortened in the finding, to its begin, its end and its length", () => {
    expect(text(LONG)).toContain(`| ${SHORTENED} -> 200\n`);
  });

  test("also in the lines of others of the kind, and in what stands for them all", () => {
    const document = text(LONG, LONG);
    expect(document).toMatch(/long\.strace:11 {2}GET \/search\/a+ \.\.\. a+\/end\.jpg \(4,000 characters\) -> 200/);
    expect(Math.max(...document.split("\n").map(({ length }) => length))).toBeLessThan(320);
  });

  test("is whole in JSON", () => {
    expect(documentOf(ndjsonFormat(), cut(LONG))).toContain(`"target":"${LONG}"`);
  });
});

test("a target of 200 characters is printed whole", () => {
  const target = `/${"b".repeat(199)}`;
  expect(text(target)).toContain(`| GET ${target} -> 200\n`);
});
