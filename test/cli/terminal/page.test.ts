import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { canRewrite, pageOf } from "../../../src/cli/terminal/page.js";

const stream = (isTTY: boolean, columns?: number) =>
  Object.assign(new Writable(), { isTTY, ...(columns !== undefined && { columns }) });
const file = stream(false);
const terminal = stream(true, 120);
const hasColors = (isTTY: boolean, env: NodeJS.ProcessEnv): boolean =>
  pageOf(isTTY ? terminal : file, env).paint.error("x") !== "x";

describe("the width is that of the terminal, else COLUMNS, else 100", () => {
  test.each([
    ["a terminal", terminal, { COLUMNS: "70" }, 120],
    ["a file", file, {}, 100],
    ["a file, and COLUMNS", file, { COLUMNS: "70" }, 70],
    ["COLUMNS of 0, which is unknown", file, { COLUMNS: "0" }, 100],
    ["COLUMNS that is no number", file, { COLUMNS: "wide" }, 100],
    ["COLUMNS below 0", file, { COLUMNS: "-5" }, 100],
    ["a terminal that does not know its size", stream(true, 0), {}, 100],
    ["the same with COLUMNS", stream(true, 0), { COLUMNS: "70" }, 70],
    ["a terminal of few columns", stream(true, 12), {}, 40],
  ])("%s", (_what, where, env, width) => {
    expect(pageOf(where, env).width).toBe(width);
  });
});

describe("colours", () => {
  test.each([
    ["on a terminal", true, {}, true],
    ["in a file", false, {}, false],
    ["NO_COLOR on a terminal", true, { NO_COLOR: "1" }, false],
    ["NO_COLOR without a value", true, { NO_COLOR: "" }, true],
    ["FORCE_COLOR in a file", false, { FORCE_COLOR: "1" }, true],
    ["FORCE_COLOR=0 on a terminal", true, { FORCE_COLOR: "0" }, false],
    ["CLICOLOR_FORCE in a file", false, { CLICOLOR_FORCE: "1" }, true],
    ["CLICOLOR_FORCE=0 in a file", false, { CLICOLOR_FORCE: "0" }, false],
    ["CLICOLOR_FORCE=0 on a terminal", true, { CLICOLOR_FORCE: "0" }, true],
    ["NO_COLOR before both", false, { NO_COLOR: "1", FORCE_COLOR: "1", CLICOLOR_FORCE: "1" }, false],
    ["a dumb terminal", true, { TERM: "dumb" }, false],
    ["a dumb terminal that is forced", true, { TERM: "dumb", FORCE_COLOR: "1" }, true],
  ])("%s", (_what, isTTY, env, isColored) => {
    expect(hasColors(isTTY, env)).toBe(isColored);
  });
});

describe("characters beyond ASCII", () => {
  test.each([
    ["no locale is set", {}, true],
    ["LANG has them", { LANG: "en_US.UTF-8" }, true],
    ["LANG has none", { LANG: "C" }, false],
    ["LANG has some, in another encoding", { LANG: "de_DE.ISO-8859-1" }, false],
    ["LC_CTYPE comes before LANG", { LC_CTYPE: "C", LANG: "en_US.UTF-8" }, false],
    ["LC_ALL comes before both", { LC_ALL: "C.utf8", LC_CTYPE: "C", LANG: "C" }, true],
    ["one that is empty counts for nothing", { LC_ALL: "", LC_CTYPE: "", LANG: "C" }, false],
  ])("%s", (_what, env, unicode) => {
    expect(pageOf(file, env).unicode).toBe(unicode);
  });
});

test("a line is written anew on a terminal that moves its cursor, and nowhere else", () => {
  expect(canRewrite(terminal, {})).toBe(true);
  expect(canRewrite(terminal, { TERM: "dumb" })).toBe(false);
  expect(canRewrite(file, {})).toBe(false);
});
