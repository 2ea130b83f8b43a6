import { describe, expect, test } from "vitest";
import { RECORD_PID, RECORD_SERVER } from "../../../src/core/recipe.js";
import { palette } from "../../../src/core/text/colors.js";
import { wrap } from "../../../src/core/text/wrap.js";

const PATH = "my traces/of monday/server one.strace";

test("prose is broken between words, and later lines are indented", () => {
  expect(wrap("one two three four", 9, "  ")).toBe("one two\n  three\n  four");
});

test("a word that is wider than the page is whole", () => {
  expect(wrap("see /var/log/traces/server.strace:68 there", 10, "  ")).toBe(
    "see\n  /var/log/traces/server.strace:68\n  there",
  );
});

test("colours take no column", () => {
  const { error } = palette(true);
  expect(wrap(`${error("one")} two`, 7, "  ")).toBe(`${error("one")} two`);
});

describe("no command is broken, however narrow the page is", () => {
  test.each([
    RECORD_SERVER,
    RECORD_PID,
    "-e trace=network,desc,process",
    "record --also",
    "unflushed timeline a.strace",
  ])("%s", (command) => {
    for (let width = 10; width < 120; width++) {
      const lines = wrap(`words before it (of any kind): ${command}`, width, "    ").split("\n");
      expect(lines.filter((line) => line.includes(command.split(" ").slice(0, 2).join(" ")))).toEqual([
        expect.stringContaining(command.split(" ").slice(0, 2).join(" ")),
      ]);
      expect(lines.some((line) => line.includes(command.replace(/ a\.strace$/, "")))).toBe(true);
    }
  });
});

describe("a text that is to be whole is whole, also with spaces in it", () => {
  test.each([10, 20, 40])("%i columns", (width) => {
    const lines = wrap(`${PATH}: 3 responses on 1 connection; see ${PATH}`, width, "  ", [PATH]).split("\n");
    expect(lines.filter((line) => line.includes(PATH))).toHaveLength(2);
  });

  test("and its words are broken where they stand by themselves", () => {
    expect(wrap("my traces are of monday", 10, "", [PATH])).toBe("my traces\nare of\nmonday");
  });
});
