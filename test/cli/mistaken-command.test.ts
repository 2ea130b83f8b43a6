import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";
import { unflushed } from "./run.js";

const cwd = temporaryFolder();
const said = async (...args: string[]): Promise<string> => {
  const { stdout, stderr, code } = await unflushed(args, "", { cwd });
  expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  return stderr;
};

describe("a word that is near a command, and no file, is asked about", () => {
  test.each([
    [["chekc"], "chekc", "check"],
    [["timelin"], "timelin", "timeline"],
    [["timelin", "a.strace", "--connection", "c3"], "timelin", "timeline"],
    [["comapre", "old.strace", "new.strace"], "comapre", "compare"],
    [["hceck", "--help"], "hceck", "check"],
    [["--color=never", "chekc"], "chekc", "check"],
    [["--color", "never", "chekc"], "chekc", "check"],
  ])("%j", async (args, word, command) => {
    expect(await said(...args)).toBe(
      `unflushed: no file is called \`${word}\`; did you mean the command \`${command}\`?\n`,
    );
  });
});

test("a file of such a name is read", async () => {
  writeFileSync(join(cwd, "scrubb"), "prose\n");
  mkdirSync(join(cwd, "recrod"));
  expect(await said("scrubb")).toMatch(/^unflushed: scrubb is not strace output/);
  expect(await said("recrod")).toMatch(/^unflushed: recrod is a directory/);
});

test("a word that is near none is a capture that does not exist", async () => {
  for (const word of ["server.strace", "data", "trace", "a"])
    expect(await said(word)).toContain(`${word} does not exist`);
});

test("help of a command that there is not suggests one", async () => {
  expect(await said("help", "chekc")).toBe("unflushed: there is no command `chekc`; did you mean `check`?\n");
  expect(await said("help", "nothing")).toBe(
    "unflushed: there is no command `nothing`: unflushed --help lists them all\n",
  );
});

test("help of a command that there is, is its help", async () => {
  const { stdout, code } = await unflushed(["help", "compare"]);
  expect(stdout).toMatch(/^Usage: unflushed compare /);
  expect(code).toBe(0);
});
