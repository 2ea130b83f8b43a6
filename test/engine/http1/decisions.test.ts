import { expect, test } from "vitest";
import type { BlindSpotCode } from "../../../src/core/protocols/blind-spot.js";
import { analyzeText } from "../../../src/index.js";
import { ask } from "../call/asker.js";
import { EndOfConnection, NO_EXCHANGE } from "./end-of-connection.js";

/** The exchange of a connection on which a response of so many declared bytes had this body. */
function exchangeOf(declared: number, body: string) {
  const head = `HTTP/1.1 200 OK\\r\\nContent-Length: ${declared}\\r\\n\\r\\n`;
  const size = 37 + String(declared).length + body.length;
  const lines = [
    "1 accept4(3, NULL, NULL, 0) = 7",
    '1 read(7, "GET / HTTP/1.1\\r\\n\\r\\n", 99) = 18',
    `1 write(7, "${head}${body}", ${size}) = ${size}`,
    "1 close(7) = 0",
  ];
  return analyzeText(lines.join("\n")).connections[0]?.exchanges[0];
}

test("a response that is longer than declared has less than nothing outstanding", () => {
  expect(exchangeOf(3, "0123456789")).toMatchObject({ verdict: "overrun", outstandingBytes: -7 });
});

test("a response that is shorter has the rest outstanding, and one that is whole nothing", () => {
  expect(exchangeOf(12, "0123456789")).toMatchObject({ verdict: "truncated", outstandingBytes: 2 });
  expect(exchangeOf(10, "0123456789")).toMatchObject({ verdict: "complete", outstandingBytes: 0 });
});

test("an exchange keeps each blind spot once", () => {
  const connection = new EndOfConnection({ basis: "seen", has: () => true });
  const countOf = (...spots: readonly BlindSpotCode[]): number => {
    connection.exchange({ ...NO_EXCHANGE, spots });
    return ask("spotsOfExchange");
  };
  expect(countOf("request-not-seen", "lines-lost", "request-not-seen")).toBe(2);
});
