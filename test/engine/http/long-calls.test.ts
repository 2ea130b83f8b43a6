import { expect, test } from "vitest";
import { analyzeText } from "../../../src/index.js";

/** A call with so many small values, as `strace -s` with a large limit shows it. */
function captureOf(values: number): string {
  const text = String.raw`$5\r\nhello\r\n`.repeat(values);
  const length = 11 * values;
  return [
    '10 accept4(3, {sa_family=AF_INET, sin_port=htons(5000), sin_addr=inet_addr("127.0.0.1")}, [16], SOCK_CLOEXEC) = 7',
    String.raw`10 read(7, "*2\r\n$3\r\nGET\r\n$1\r\na\r\n", 8192) = 20`,
    `10 write(7, "${text}", ${length}) = ${length}`,
    String.raw`10 write(7, "$9\r\nabc", 7) = 7`,
    "10 close(7) = 0\n",
  ].join("\n");
}

/** Seconds that it takes to judge the capture: the least of some tries. */
function secondsFor(capture: string): number {
  const tries = [1, 2, 3].map(() => {
    const start = performance.now();
    expect(analyzeText(capture).connections[0]?.exchanges).toMatchObject([{ verdict: "truncated" }]);
    return performance.now() - start;
  });
  return Math.min(...tries);
}

test("a call with many values costs no more for each than one with few", () => {
  const few = secondsFor(captureOf(4000));
  const many = secondsFor(captureOf(40_000));
  // ten times as much; a hundred times if each value were counted off from the first byte of the call
  expect(many / few).toBeLessThan(30);
});
