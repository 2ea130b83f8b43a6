import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { unflushed } from "../run.js";

const CUT = "samples/hyper-14.9MB-truncated.strace";
const isColored = (text: string): boolean => stripVTControlCharacters(text) !== text;

describe("--color is the last word", () => {
  test.each([
    [["check", CUT, "--color=always"], {}, true],
    [["--color=always", "check", CUT], {}, true],
    [["--color", "always", CUT], {}, true],
    [["check", CUT, "--color", "always"], { NO_COLOR: "1", TERM: "dumb" }, true],
    [["check", CUT, "--color=never"], { FORCE_COLOR: "1", CLICOLOR_FORCE: "1" }, false],
    [["check", CUT, "--color=auto"], { FORCE_COLOR: "1" }, true],
    [["check", CUT, "--color=auto"], {}, false],
    [["rules", "--color=always"], {}, true],
    [["timeline", CUT, "--color=always"], {}, true],
    [["path", CUT, "--color=always"], {}, true],
    [["compare", CUT, CUT, "--color=always"], {}, true],
    [["simulate", "--plot", "--color=always"], {}, true],
  ])("%j with %j", async (args, env, expected) => {
    expect(isColored((await unflushed(args, "", { env })).stdout)).toBe(expected);
  });

  test("another value is refused", async () => {
    const { stderr, code } = await unflushed(["check", CUT, "--color=pink"]);
    expect(stderr).toMatch(/Allowed choices are auto, always, never/);
    expect(code).toBe(2);
  });

  test("what follows the command of record is the program's", async () => {
    const { stdout } = await unflushed(["record", "--print-command", "--color=always", "ls", "--color=never"]);
    expect(stdout).toMatch(/ -- ls --color=never\n$/);
  });
});

describe("without UTF-8 every screen is ASCII", () => {
  test.each([
    [["check", "samples/hyper-25-requests-3.3MB.strace", CUT]],
    [["timeline", CUT]],
    [["simulate", "--plot"]],
    [["simulate", "--sweep", "read-rate", "--plot"]],
    [["compare", CUT, CUT]],
    [["rules", "shut-wr-outstanding"]],
  ])("%j", async (args) => {
    const { stdout } = await unflushed(args, "", { env: { LC_ALL: "C" } });
    expect(stdout).toMatch(/^[\x20-\x7e\n]+$/);
  });

  test("and with it the plots have lines", async () => {
    expect((await unflushed(["timeline", CUT], "", { env: { LC_ALL: "C.UTF-8" } })).stdout).toMatch(/[─│]/);
  });
});
