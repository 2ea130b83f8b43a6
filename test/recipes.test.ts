import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { bin, unflushed } from "./cli/run.js";

const project = fileURLToPath(new URL("../", import.meta.url));
const recipe = (name: string): string => join(project, "docs/use/recipes", name);
const CAPTURES = ["nginx-small", "hyper-2MB-truncated"];
const SHARDS = 4; // one of them has nothing to do

const root = mkdtempSync(join(tmpdir(), "unflushed-recipes-"));
afterAll(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, "bin"));
symlinkSync(bin, join(root, "bin/unflushed"));
mkdirSync(join(root, "traces"));
for (const name of CAPTURES) symlinkSync(join(project, `samples/${name}.strace`), join(root, `traces/${name}.strace`));
writeFileSync(join(root, "traces/prose.strace"), "nothing of strace\n");
const traces = readdirSync(join(root, "traces")).map((name) => `traces/${name}`);

/** What a job of `sh ARGS` ends with, on a machine that knows `unflushed`. */
function job(args: readonly string[], variables: Readonly<Record<string, string>>): number | null {
  const { GITHUB_ACTIONS: _, ...env } = process.env;
  const PATH = [join(root, "bin"), env.PATH].join(delimiter);
  return spawnSync("sh", args, { cwd: root, env: { ...env, PATH, ...variables } }).status;
}

/** The command of the only container of a manifest. */
function commandOf(manifest: string): string {
  const [, block = ""] = /- -euc\n +- \|\n((?: {14}.*\n)+)/.exec(manifest) ?? [];
  return block.replace(/^ {14}/gm, "");
}

test.each(readdirSync(join(project, "docs/use/recipes")))("the documentation shows %s as it is", (name) => {
  const page = readFileSync(join(project, "docs/use/many-machines.md"), "utf8");
  const [language] = name.split(".").slice(-1);
  expect(page).toContain(`\`\`\`${language}\n${readFileSync(recipe(name), "utf8")}\`\`\`\n`);
});

test.each(
  readdirSync(join(project, "docs/use/recipes")).filter((name) => name.endsWith(".sh")),
)("%s is shell", (name) => {
  expect(job(["-n", recipe(name)], {})).toBe(0);
});

describe("jobs that a scheduler has numbered leave results that merge to one run", async () => {
  const alone = await unflushed(["check", ...traces], "", { cwd: root });
  const manifest = readFileSync(recipe("kubernetes.yaml"), "utf8");

  test.each([
    [
      "slurm.sh",
      (index: number) =>
        job([recipe("slurm.sh"), `${SHARDS}`, "slurm", ...traces], { SLURM_ARRAY_TASK_ID: `${index + 1}` }),
    ],
    [
      "kubernetes.yaml",
      (index: number) => job(["-euc", commandOf(manifest)], { JOB_COMPLETION_INDEX: `${index}`, SHARDS: `${SHARDS}` }),
    ],
  ])("%s", async (name, run) => {
    const results = name === "slurm.sh" ? "slurm" : "results";
    mkdirSync(join(root, results));
    expect(Array.from({ length: SHARDS }, (_, index) => run(index))).toEqual([0, 0, 0, 0]);
    const files = readdirSync(join(root, results)).map((file) => join(results, file));
    expect(files).toHaveLength(SHARDS);
    expect(await unflushed(["merge", ...files], "", { cwd: root })).toEqual(alone);
    expect(alone.code).toBe(2);
  });

  test("a job that leaves no result has failed", () => {
    expect(job([recipe("slurm.sh"), "8", "no such folder", ...traces], { SLURM_ARRAY_TASK_ID: "1" })).toBe(1);
  });

  test("the manifest has as many completions as shards", () => {
    const [, completions] = /completions: (\d+)/.exec(manifest) ?? [];
    const [, shards] = /name: SHARDS\n +value: "(\d+)"/.exec(manifest) ?? [];
    expect(completions).toBe(shards);
  });
});
