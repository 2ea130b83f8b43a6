import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { describe, expect, test } from "vitest";
import { declaredBy } from "../../src/cli/declared.js";
import { SHELLS } from "../../src/cli/shells.js";
import { rules } from "../../src/index.js";
import { bashCompletion } from "../../src/report/completion-bash.js";
import { fishCompletion } from "../../src/report/completion-fish.js";
import { zshCompletion } from "../../src/report/completion-zsh.js";
import { temporaryFolder } from "../temporary-folder.js";
import { offered, shells } from "./completion/shells.js";
import { unflushed } from "./run.js";

const folder = temporaryFolder();
mkdirSync(join(folder, "captures"));
writeFileSync(join(folder, "capture.strace"), "");

/** The words that the help of a command lists in a section. */
async function helpOf(args: readonly string[], section: string, word: RegExp): Promise<string[]> {
  const { stdout } = await unflushed([...args, "--help"]);
  const text = new RegExp(`^${section}:\\n((?:  .*\\n|\\n(?=  ))*)`, "m").exec(stdout)?.[1] ?? "";
  return [...text.matchAll(word)].map(([, found = ""]) => found);
}

const commands = await helpOf([], "Commands", /^ {2}([a-z]+)/gm);
const options = await Promise.all(
  commands.map((name) => (name === "help" ? [] : helpOf([name], "Options", /^ {2}(?:-\w, )?(--[\w-]+)/gm))),
);

describe.each(shells)("in %s", (shell) => {
  const script = unflushed(["completion", shell]).then(({ stdout }) => stdout);
  const ask = async (...lines: string[]): Promise<string[][]> => offered(shell, await script, lines, folder);

  test("the script has no errors of syntax", async () => {
    expect(execFileSync(shell, ["-n"], { input: await script, encoding: "utf8" })).toBe("");
  });

  test("every command that the help lists is offered, and no other", async () => {
    const [words = []] = await ask("unflushed ");
    const files = readdirSync(folder);
    expect(commands.length).toBeGreaterThan(5);
    expect(words.filter((word) => !files.includes(word)).sort()).toEqual([...commands].sort());
  });

  test("every option that the help of a command lists is offered there", { timeout: 120_000 }, async () => {
    const words = await ask(...commands.map((name) => `unflushed ${name} --`));
    for (const [index, name] of commands.entries()) {
      expect(new Set(words[index]), name).toEqual(new Set(options[index]));
    }
  });

  test.each<[line: string, ...words: string[]]>([
    ["unflushed che", "check"],
    ["unflushed --fail-", "--fail-on"],
    ["unflushed --fail-on ", "error", "warning", "note"],
    ["unflushed check --fail-on=w", "warning"],
    ["unflushed check --format s", "sarif"],
    ["unflushed check --format=s", "sarif"],
    ["unflushed check --format sarif=captu", "captures", "capture.strace"],
    ["unflushed check --format=sarif=captu", "captures", "capture.strace"],
    ["unflushed simulate --policy flush", "flush-before-shutdown", "flushing-state"],
    ["unflushed simulate --seed 3 --pol", "--policy"],
    ["unflushed probe --format j", "json"],
    ["unflushed rules ", ...rules.map(({ id }) => id)],
    ["unflushed completion ", ...SHELLS],
    ["unflushed record -o x --narr", "--narrow"],
    ["unflushed record cat --narr"],
    ["unflushed record -o captu", "captures", "capture.strace"],
    ["unflushed check captu", "captures", "capture.strace"],
    ["unflushed captu", "captures", "capture.strace"],
    ["unflushed check --jobs captu"],
  ])("%s", async (line, ...words) => {
    const [found = []] = await ask(line);
    // readline completes files itself, where a function offers nothing
    const isLeftToReadline = shell === "bash" && words.includes("captures");
    expect(new Set(found)).toEqual(new Set(isLeftToReadline ? [] : words));
  });

  test("behind a command that runs a program, programs are offered", async () => {
    const [words = []] = await ask("unflushed record mkfif");
    expect(shell === "zsh" ? ["mkfifo"] : words).toContain("mkfifo"); // zsh looks them up in a table of its own
  });
});

describe("whatever is declared is offered", () => {
  const CHOICES = ["$(touch pwned)", "`touch pwned`", "it's", 'a "b"', "back\\slash", "a b", "[x]", "*", "plain"];
  const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

  function program(): Command {
    const made = new Command("tool").exitOverride();
    made
      .command("new", { isDefault: true })
      .description("it's [new]: $(touch pwned)")
      .option("-q, --quick", "a 'b' \\");
    const other = made.command("other").argument("[path]");
    other.addOption(new Option("--pick <what>", "one: [of] 'these'").choices(CHOICES));
    other.option("--many <rule...>", "some").option("--hidden <x>", "no").addOption(new Option("--secret").hideHelp());
    return made;
  }

  test.each(shells)("in %s, with any text in it, of which nothing is run", async (shell) => {
    const cwd = temporaryFolder();
    const script = scripts[shell](declaredBy(program()));
    const [first, quick, pick, many, dashes] = offered(
      shell,
      script,
      ["tool ", "tool --q", "tool other --pick ", "tool other --many stall response-", "tool other --"],
      cwd,
    );
    expect(first).toEqual(expect.arrayContaining(["new", "other", "help"]));
    expect(quick).toEqual(["--quick"]);
    expect(new Set(pick?.map(unquoted))).toEqual(new Set(CHOICES));
    expect(many).toEqual(["response-stalled"]);
    expect(dashes).not.toContain("--secret");
    expect(readdirSync(cwd)).toEqual([]);
  });

  /** fish offers words as one would type them. */
  function unquoted(word: string): string {
    return word;
  }

  test("the command that is run where none is named is completed there", () => {
    expect(declaredBy(program()).usual.name).toBe("new");
    expect(declaredBy(new Command("bare")).usual).toMatchObject({ name: "bare", options: [] });
  });
});

test("a shell that there is no script for is a usage error that names those that there are", async () => {
  const { stderr, code } = await unflushed(["completion", "nushell"]);
  expect(stderr).toMatch(/'nushell' is invalid .*bash, zsh, fish/);
  expect(code).toBe(2);
});
