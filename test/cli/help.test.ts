import { describe, expect, test } from "vitest";
import { COMMAND_NAMES } from "../../src/cli/commands/all.js";
import { unflushed } from "./run.js";

const helpOf = async (command: string): Promise<string> => (await unflushed([command, "--help"])).stdout;
const examplesIn = (help: string): string[] =>
  (/^Examples:\n((?: {2}.*\n)+)/m.exec(help)?.[1] ?? "").split("\n").filter((line) => /^ {2}\S/.test(line));

describe.each(COMMAND_NAMES)("unflushed %s --help", (command) => {
  test("has examples of that command", async () => {
    const examples = examplesIn(await helpOf(command));
    expect(examples.length).toBeGreaterThanOrEqual(2);
    expect(examples.filter((line) => !line.includes("unflushed"))).toEqual([]);
    expect(examples.join("\n")).toContain(command === "check" ? "unflushed" : `unflushed ${command}`);
  });

  test("says its exit codes", async () => {
    expect(await helpOf(command)).toMatch(/^Exit codes: .*\b[01]\b/m);
  });

  test("has no option in an example that it does not have", async () => {
    const help = await helpOf(command);
    const own = examplesIn(help).filter((line) => line.startsWith(`  unflushed ${command} `));
    for (const line of own) {
      const [words = ""] = line.split(/ -- | \.\/| '|\|/);
      for (const [flag] of words.matchAll(/(?<= )--?[a-z][\w-]*/g)) expect(help).toMatch(new RegExp(`${flag}[ ,]`));
    }
  });
});

const CUT = "samples/hyper-14.9MB-truncated.strace";

test.each([
  ["check", [CUT], 1],
  ["timeline", [CUT], 0],
  ["timeline", [CUT, "--connection", "c1"], 0],
  ["parse", [CUT], 0],
  ["scrub", [CUT, "--minimize"], 0],
  ["rules", ["shut-wr-outstanding"], 0],
  ["completion", ["bash"], 0],
  ["path", [CUT, "--summary"], 1],
])("unflushed %s %j ends as its help says", async (command, args, expected) => {
  const { code } = await unflushed([command, ...args]);
  expect(code).toBe(expected);
  expect(await helpOf(command)).toMatch(new RegExp(`^Exit codes: [^]*\\b${expected}\\b`, "m"));
});
