import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { beforeAll, describe, expect, test } from "vitest";
import { bashCompletion } from "../../../src/cli/completion/bash.js";
import { fishCompletion } from "../../../src/cli/completion/fish.js";
import { declaredBy } from "../../../src/cli/completion/model-of.js";
import { SHELLS } from "../../../src/cli/completion/shells.js";
import { zshCompletion } from "../../../src/cli/completion/zsh.js";
import { formats, rules } from "../../../src/index.js";
import { temporaryFolder } from "../../temporary-folder.js";
import { unflushed } from "../run.js";
import { offered, shells } from "./shells.js";

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

/** A line, and what is offered at its end. */
const LINES: readonly (readonly [line: string, ...words: string[]])[] = [
  ["unflushed che", "check"],
  ["unflushed --fail-", "--fail-on"],
  ["unflushed --fail-on ", "error", "warning", "note"],
  ["unflushed check --fail-on=w", "warning"],
  ["unflushed check --format ", ...formats.map(({ name }) => name)],
  ["unflushed record --format s", "sarif"],
  ["unflushed check --format s", "sarif"],
  ["unflushed check --format=s", "sarif"],
  ["unflushed check --format sarif=captu", "captures", "capture.strace"],
  ["unflushed check --format=sarif=captu", "captures", "capture.strace"],
  ["unflushed check --format ./captu", "./captures", "./capture.strace"],
  ["unflushed check --format=./captu", "./captures", "./capture.strace"],
  ["unflushed simulate --policy flush", "flush-before-shutdown", "flushing-state"],
  ["unflushed simulate --seed 3 --pol", "--policy"],
  ["unflushed probe --format j", "json"],
  ["unflushed rules ", ...rules.map(({ id }) => id)],
  ["unflushed check --protocol w", "websocket"],
  ["unflushed timeline --protocol f", "fastcgi"],
  ["unflushed completion ", ...SHELLS],
  ["unflushed record -o x --narr", "--narrow"],
  ["unflushed record cat --narr"],
  ["unflushed record -o captu", "captures", "capture.strace"],
  ["unflushed check captu", "captures", "capture.strace"],
  ["unflushed captu", "captures", "capture.strace"],
  ["unflushed check --jobs captu"],
];

/** What a shell of its own knows of programs. */
const PROGRAM = {
  bash: ["record mkfif", "mkfifo"],
  zsh: ["record ls --al", "--all"],
  fish: ["record mkfif", "mkfifo"],
};

describe.each(shells)("in %s", (shell) => {
  let script: string;
  const found = new Map<string, string[]>();
  const [program, itsWord] = PROGRAM[shell] as [string, string];
  const optionsOf = (name: string): string => `unflushed ${name} --`;

  // in one session: a shell takes a while to start
  beforeAll(async () => {
    script = (await unflushed(["completion", shell])).stdout;
    const lines = ["unflushed ", `unflushed ${program}`, ...commands.map(optionsOf), ...LINES.map(([line]) => line)];
    const answers = offered(shell, script, lines, folder);
    for (const [index, line] of lines.entries()) found.set(line, answers[index] ?? []);
  }, 120_000);

  test("the script has no errors of syntax", () => {
    const file = join(temporaryFolder(), "script");
    writeFileSync(file, script);
    expect(execFileSync(shell, ["-n", file], { encoding: "utf8" })).toBe("");
  });

  test("every command that the help lists is offered, and no other", () => {
    const words = found.get("unflushed ") ?? [];
    const files = readdirSync(folder);
    expect(commands.length).toBeGreaterThan(5);
    expect(words.filter((word) => !files.includes(word)).sort()).toEqual([...commands].sort());
  });

  test.each(commands.map((name, index) => [name, index] as const))("every option in the help of %s", (name, index) => {
    expect(new Set(found.get(optionsOf(name)))).toEqual(new Set(options[index]));
  });

  test.each(LINES)("%s", (line, ...words) => {
    // bash completes files itself, where a function offers nothing
    const isLeftToBash = shell === "bash" && words.some((word) => word.endsWith("captures"));
    const shown = shell === "zsh" ? words.map((word) => word.replace("./", "")) : words; // zsh lists names without their folder
    expect(new Set(found.get(line))).toEqual(new Set(isLeftToBash ? [] : shown));
  });

  test("behind a command that runs a program it is the program's turn", () => {
    expect(found.get(`unflushed ${program}`)).toContain(itsWord);
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
    other
      .option("--many <rule...>", "some")
      .option("--level <id=level>", "of a rule")
      .option("--hidden <x>", "no")
      .addOption(new Option("--secret").hideHelp());
    return made;
  }

  test.each(shells)("in %s, with any text in it, of which nothing is run", (shell) => {
    const cwd = temporaryFolder();
    const script = scripts[shell](declaredBy(program()));
    const [first, quick, pick, many, dashes, level] = offered(
      shell,
      script,
      [
        "tool ",
        "tool --q",
        "tool other --pick ",
        "tool other --many stall response-",
        "tool other --",
        "tool other --level response-",
      ],
      cwd,
    );
    expect(first).toEqual(expect.arrayContaining(["new", "other", "help"]));
    expect(quick).toEqual(["--quick"]);
    expect(new Set(pick)).toEqual(new Set(CHOICES));
    expect(many).toEqual(["response-stalled"]);
    expect(level).toEqual(["response-stalled"]);
    expect(dashes).not.toContain("--secret");
    expect(readdirSync(cwd)).toEqual([]);
  });

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
