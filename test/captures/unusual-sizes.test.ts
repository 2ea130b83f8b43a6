import { describe, expect, test } from "vitest";
import { analyzeText } from "../../src/index.js";

describe("unusual sizes", () => {
  const lines = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join("\n");

  test("a line of 20 MB", () => {
    const text = `7 accept4(3, NULL, NULL, 0) = 7\n7 write(7, "${"x".repeat(20_000_000)}", 20000000) = 20000000\n`;
    expect(analyzeText(text).capture).toMatchObject({ lines: 2, syscalls: 2, unrecognizedLines: 0 });
  });

  test("20,000 nested braces: the call counts, and its arguments are not read", () => {
    const text = `7 accept4(3, ${"{a=".repeat(20_000)}1${"}".repeat(20_000)}, NULL, 0) = 7\n`;
    expect(analyzeText(text).capture).toMatchObject({ lines: 1, syscalls: 1 });
  });

  test("100,000 fds and 100,000 pids", () => {
    expect(analyzeText(lines(100_000, (i) => `7 accept4(3, NULL, NULL, 0) = ${i + 10}`)).summary.connections).toBe(
      100_000,
    );
    expect(analyzeText(lines(100_000, (i) => `${i + 10} read(7,  <unfinished ...>`)).capture.syscalls).toBe(100_000);
  });
});
