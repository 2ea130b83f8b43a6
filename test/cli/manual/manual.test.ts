import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { declarationsFor } from "../../../src/cli/commands/all.js";
import { manualOf } from "../../../src/cli/man/manual.js";
import { manPage } from "../../../src/cli/man/roff.js";
import { AtEnd } from "../../../src/run/at-end.js";
import type { Invocation } from "../../../src/run/streams.js";
import { unflushed } from "../run.js";

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const page = at("man/unflushed.1");

/** The commands as they declare themselves. */
const program = new Command("unflushed");
const { stdin, stdout, stderr, env } = process;
const invocation: Invocation = { stdin, stdout, stderr, env, exitCode: 0, atEnd: new AtEnd() };
for (const declare of await declarationsFor(["--help"])) declare(program, invocation);
const visible: readonly unknown[] = program.createHelp().visibleCommands(program);
const commands = program.commands.filter((each) => visible.includes(each));

/** What a terminal shows of a man page, without bold and without words that are broken at the end of a line. */
function rendered(source: string): { readonly text: string; readonly warnings: string } {
  const options = ["-man", "-Tascii", "-P-c", "-P-b", "-P-u", "-ww", "-rLL=400n", "-rHY=0"];
  const { stdout, stderr, status } = spawnSync("groff", options, { input: source, encoding: "utf8" });
  expect(status, stderr).toBe(0);
  return { text: stdout, warnings: stderr };
}

const squeezed = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

describe("man/unflushed.1", () => {
  const { text, warnings } = rendered(readFileSync(page, "utf8"));
  const flat = squeezed(text);
  /** What stands below the heading of a command, up to the next heading. */
  const section = (name: string): string =>
    squeezed(new RegExp(`^ {3}${name}\\n((?: {4}.*\\n|\\n)*)`, "m").exec(text)?.[1] ?? "");

  test("groff renders it without a warning, and would warn of a mistake", () => {
    expect(warnings).toBe("");
    expect(rendered(`${readFileSync(page, "utf8")}\n.XYZ\n`).warnings).not.toBe("");
  });

  test("man finds its name and what it is about", () => {
    const { stdout, status } = spawnSync("lexgrog", [page], { encoding: "utf8" });
    expect(status).toBe(0);
    expect(stdout).toContain('"unflushed - reads strace output of an HTTP server');
  });

  test.each(
    commands.map((each) => [each.name(), each] as const),
  )("%s is there with all that it takes", (name, command) => {
    const own = section(name);
    expect(own).not.toBe("");
    expect(flat).toContain(`unflushed ${name} [options]`);
    for (const option of command.options) if (!option.hidden) expect(own).toContain(` ${option.flags} `);
    for (const { description } of command.registeredArguments) expect(own).toContain(squeezed(description));
  });

  test("exit codes and examples stand where a man page has them", () => {
    const exits = /EXIT STATUS([\s\S]*?)FILES/.exec(flat)?.[1] ?? "";
    for (const meaning of ["0 judged", "1 findings", "2 usage", "3 nothing could be judged"])
      expect(exits).toContain(meaning);
    expect(/EXAMPLES([\s\S]*)SEE ALSO/.exec(flat)?.[1]).toContain("unflushed server.strace");
  });

  test("shows text as it is, whatever groff makes of such characters", () => {
    const odd = new Command("odd").description("reads .dots, 'quotes', \"more\", `ticks`, a\\b, ~, ^ and -- dashes");
    odd.version("1").addHelpText("after", "\nExamples:\n  .a line\n  'another'\n  c:\\new\\fB");
    const { text, warnings } = rendered(manPage(manualOf(odd)));
    expect(warnings).toBe("");
    expect(squeezed(text)).toContain("reads .dots, 'quotes', \"more\", `ticks`, a\\b, ~, ^ and -- dashes");
    expect(squeezed(text)).toContain(".a line 'another' c:\\new\\fB");
  });
});

test.each([
  ["roff", "man/unflushed.1"],
  ["markdown", "docs/reference/cli.md"],
])("unflushed manual %s is what %s holds: npm run manual writes it", async (form, file) => {
  const { stdout, stderr, code } = await unflushed(["manual", form]);
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  expect(stdout).toBe(readFileSync(at(file), "utf8"));
});

test("package.json hands the page to npm", () => {
  const { man, files } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  expect(man).toBe("./man/unflushed.1");
  expect(files).toContain("man");
});
