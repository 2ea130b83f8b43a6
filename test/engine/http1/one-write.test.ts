import { expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";

const COUNT = 50;
const REQUEST = "GET / HTTP/1.1\\r\\n\\r\\n";
const RESPONSE = "HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n";
const SIZES = { request: 18, response: 38 };

test("a write may hold any number of responses", () => {
  const text = [
    "1 accept4(3, NULL, NULL, 0) = 7",
    `1 read(7, "${REQUEST.repeat(COUNT)}", 65536) = ${SIZES.request * COUNT}`,
    `1 write(7, "${RESPONSE.repeat(COUNT)}", ${SIZES.response * COUNT}) = ${SIZES.response * COUNT}`,
    "1 close(7) = 0",
  ].join("\n");
  const verdicts = analyzeText(text).connections[0]?.exchanges.map(({ verdict }) => verdict);
  expect(verdicts).toEqual(Array(COUNT).fill("complete"));
});
