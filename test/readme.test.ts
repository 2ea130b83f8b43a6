import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rules } from "../src/index.js";
import { unflushed } from "./cli/run.js";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

/** Pages whose console blocks hold one command each, and all that it prints. */
const PAGES = ["docs/use/connections.md", "docs/use/first-finding.md", "docs/use/timeline.md"];

describe.each(PAGES)("%s", (page) => {
  const blocks = [...read(page).matchAll(/^```console\n\$ npx unflushed (.*)\n([\s\S]*?)^```$/gm)];

  test("shows a command and what it prints", () => {
    expect(blocks).not.toEqual([]);
    expect(blocks).toHaveLength(read(page).split("```console").length - 1);
  });

  test.each(
    blocks.map(([, command = "", output = ""]) => [command, output] as const),
  )("unflushed %s", async (command, output) => {
    const { stdout, stderr } = await unflushed(command.split(" "));
    expect(trimmed(stdout + stderr)).toBe(output);
  });
});

/** Pages of Markdown have no spaces at the ends of their lines; plots do. */
function trimmed(text: string): string {
  return text.replaceAll(/ +$/gm, "");
}

test.each(["README.md", "docs/reference/rules/README.md"])("%s lists the rules with their levels, in order", (page) => {
  const rows = [...read(page).matchAll(/^\| \[`?([a-z0-9-]+)`?\]\(.*\) \| (\w+) \| \S.* \|$/gm)];
  expect(rows.map(([, id, level]) => [id, level])).toEqual(rules.map(({ id, level }) => [id, level]));
});

test("README.md says in words what its picture shows", async () => {
  const [, alt = ""] = /^!\[(.*)\]\(docs\/assets\/check\.svg\)$/m.exec(read("README.md")) ?? [];
  const { stdout } = await unflushed(["samples/hyper-14.9MB-truncated.strace"]);
  const said = alt.match(/error\[[\w-]+\]|\d[\d,]*\d/g) ?? [];
  expect(said).toHaveLength(3); // the rule, the bytes that are missing, the bytes that were declared
  for (const each of said) expect(stdout).toContain(each);
});

test("README.md has the figures of the last truth run", () => {
  const total = /^\*\*(\d+ exchanges on \d+ servers, \d+ disagreements)\.\*\*$/m.exec(read("truth/RESULTS.md"))?.[1];
  expect(total).toBeDefined();
  expect(read("README.md")).toContain(`**${total}**`);
});

test("the CI page and README.md run the version of package.json", () => {
  const { version } = JSON.parse(read("package.json"));
  for (const page of ["README.md", "docs/use/ci.md"]) {
    const named = [...read(page).matchAll(/unflushed@v?(\d+\.\d+\.\d+)/g)].map(([, each]) => each);
    expect(new Set(named), page).toEqual(new Set([version]));
  }
});
