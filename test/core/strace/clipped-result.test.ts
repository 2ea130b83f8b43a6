import { describe, expect, test } from "vitest";
import { clippedResult } from "../../../src/core/strace/line/result/clipped-result.js";
import { parseResult } from "../../../src/core/strace/line/result/parse-result.js";

const WHOLE = [
  " = 541 <0.000012>",
  "          = 0 <0>",
  " = -1 EAGAIN (Resource temporarily unavailable) <0.000012>",
  " = 7<TCP:[127.0.0.1:80->127.0.0.1:40404]> <0.000012>",
  " = 7</srv/a (1)/x> (INJECTED)",
  " = 0x2 (flags O_RDWR) <0.000012>",
  " = 1 ([{fd=8, revents=POLLIN}], left {tv_sec=0, tv_nsec=1}) <0.000012>",
  " = ? ERESTARTSYS (To be restarted if SA_RESTART is set)",
  " = ? <unavailable>",
];

describe("a result that the width of a terminal cut", () => {
  test.each(WHOLE)("is as the whole one or not read, wherever it is cut: %s", (whole) => {
    const all = parseResult(whole);
    const read = [...whole]
      .map((_, length) => whole.slice(0, length))
      .map(clippedResult)
      .filter((result) => result !== null);
    expect(read.length).toBeGreaterThan(0);
    for (const { value, error } of read) expect([value, error]).toEqual([all?.value, all?.error]);
  });

  test.each([
    ["a number with nothing after it", " = 54"],
    ["a number and a blank", " = 54 "],
    ["an error without its explanation", " = -1 EAGAI"],
    ["minus one", " = -1"],
    ["minus one before another remark", " = -1 (errno 40"],
    ["other text after it", " = 54 (x) and more"],
  ])("%s is not certain", (_name, text) => {
    expect(clippedResult(text)).toBeNull();
  });
});
