import { expect, test } from "vitest";
import { GuideLab } from "./lab.js";
import { guideSteps } from "./page.js";
import { expectParts } from "./shape.js";
import { page, walkThePage } from "./walk.js";

test("the page has a lab and eight steps with commands, and all that is printed is compared", () => {
  const numbers = guideSteps(page).map(({ heading }) => heading.split(".", 1)[0]);
  expect(numbers).toEqual(["The lab", "1", "2", "3", "4", "5", "6", "7", "8"]);
  const blocks = guideSteps(page).flatMap((step) => step.blocks);
  expect(blocks.filter(({ mark }) => !["", "servers", "recorder", "interrupted"].includes(mark))).toEqual([]);
});

test("other bytes, times and pids are no difference, and other counts, codes and words are one", () => {
  const printed = "25 | +13.2 ms  [2935]  writev  14,900,108  ->  219,264  short\nat 14,900,000: 5 of 5 truncated\n1\n";
  expectParts(printed, ["7 | +1.5 s [17] writev 14,900,106 -> 1,096,372 short", "at 14,900,000: 5 of 5 truncated 1"]);
  for (const part of ["EAGAIN", "4 of 5 truncated", "truncated 0", "at 14,900,001", "writev 14,900,108 short"])
    expect(() => expectParts(printed, [part])).toThrow();
  expect(() => expectParts(printed, ["truncated", "short"])).toThrow(); // not in that order
  const twice = printed.replace("at", "26 | +13.4 ms  [2935]  writev  14,680,844  ->  36,544  short\nat");
  expectParts(twice, [printed]);
  expect(() => expectParts(printed.replace("short", "EAGAIN"), [twice])).toThrow();
});

walkThePage(new GuideLab());
