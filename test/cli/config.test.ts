import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { EVERY_RESPONSE, folderWith } from "../run/config/folder.js";
import { PYTHON } from "./record/processes.js";
import { type Run, unflushed, unflushedProcess } from "./run.js";

const sample = (name: string): string => readFileSync(new URL(`../../samples/${name}.strace`, import.meta.url), "utf8");
const TRUNCATED = sample("hyper-14.9MB-truncated");
const WAITED = sample("hyper-fixed-14.9MB");

/** Runs it in a folder with these files, and two captures: one in which a response was cut, and one in which it waited. */
async function inFolder(
  args: readonly string[],
  files: Readonly<Record<string, string>>,
  cwd = ".",
  run = unflushed,
): Promise<Run> {
  const folder = folderWith({ "cut.strace": TRUNCATED, "waited.strace": WAITED, ...files });
  const { stdout, stderr, code } = await run(args, "", { cwd: join(folder, cwd) });
  return { stdout, stderr: stderr.replaceAll(folder, "FOLDER"), code };
}

const OFF = '{"rules":{"shut-wr-outstanding":"off"}}';

describe("where a configuration is found", () => {
  test.each([
    ["unflushed.config.json", OFF],
    ["unflushed.config.mjs", `export default ${OFF}`],
    ["unflushed.config.js", `module.exports = ${OFF}`],
    ["package.json", `{"name":"app","unflushed":${OFF}}`],
  ])("%s", async (file, content) => {
    expect(await inFolder(["cut.strace"], { [file]: content })).toMatchObject({ code: 0, stderr: "" });
  });

  test("above the working directory", async () => {
    const files = { "unflushed.config.json": OFF, "a/b/here": "" };
    expect(await inFolder(["../../cut.strace"], files, "a/b")).toMatchObject({ code: 0 });
  });

  test("--config names one, of any name", async () => {
    expect(await inFolder(["--config", "ci.json", "cut.strace"], { "ci.json": OFF })).toMatchObject({ code: 0 });
  });

  test("--config names one that does not exist", async () => {
    expect(await inFolder(["--config", "ci.json", "cut.strace"], {})).toEqual({
      stdout: "",
      stderr: "unflushed: ci.json does not exist: name a file with --config\n",
      code: 2,
    });
  });

  test("--no-config takes none, not even one that is broken", async () => {
    const { stdout, code } = await inFolder(["--no-config", "cut.strace"], { "unflushed.config.mjs": "throw 1" });
    expect(stdout).toContain("error[shut-wr-outstanding]");
    expect(code).toBe(1);
  });
});

describe("levels", () => {
  test("off: it is neither told nor counted", async () => {
    const { stdout, code } = await inFolder(["--rule", "shut-wr-outstanding=off", "cut.strace"], {});
    expect(stdout).toBe("1 response on 1 connection: 1 truncated\n");
    expect(code).toBe(0);
    const json = await inFolder(["--rule", "shut-wr-outstanding=off", "--format", "json", "cut.strace"], {});
    expect(JSON.parse(json.stdout)).toMatchObject({ findings: [], summary: { findings: 0, truncated: 1 } });
  });

  test("a note that is raised to an error makes the exit code 1, and is told as an error", async () => {
    expect((await inFolder(["waited.strace"], {})).code).toBe(0);
    const { stdout, code } = await inFolder(["waited.strace"], {
      "unflushed.config.json": '{"rules":{"race-window":"error"}}',
    });
    expect(stdout).toMatch(/^error\[race-window\]: /);
    expect(code).toBe(1);
  });

  test("an error that is lowered to a warning fails no more, unless warnings do", async () => {
    const args = ["--rule", "shut-wr-outstanding=warning", "cut.strace"];
    expect(await inFolder(args, {})).toMatchObject({ code: 0, stdout: expect.stringMatching(/^warning\[/) });
    expect(await inFolder(["--fail-on", "warning", ...args], {})).toMatchObject({ code: 1 });
  });

  test("the level is the same in every format", async () => {
    const args = ["json", "ndjson", "sarif", "junit", "github", "markdown"].flatMap((name) => [
      "--format",
      `${name}=${name}`,
    ]);
    const folder = folderWith({ "waited.strace": WAITED });
    await unflushed([...args, "--rule", "race-window=error", "waited.strace"], "", { cwd: folder });
    const document = (name: string): string => readFileSync(join(folder, name), "utf8");
    expect(JSON.parse(document("json")).findings[0].level).toBe("error");
    expect(document("ndjson")).toContain('{"kind":"finding","rule":"race-window","level":"error"');
    expect(JSON.parse(document("sarif")).runs[0].results[0].level).toBe("error");
    expect(document("junit")).toContain('<failure message="the kernel refused');
    expect(document("github")).toMatch(/^::error file=waited\.strace,/);
    expect(document("markdown")).toContain("**error** `race-window`");
  });

  test("the command line wins over the configuration, and of two about a rule the last", async () => {
    const files = { "unflushed.config.json": '{"rules":{"shut-wr-outstanding":"off","race-window":"error"}}' };
    const args = ["--rule", "shut-wr-outstanding=note", "--rule", "shut-wr-outstanding=warning"];
    const { stdout, code } = await inFolder([...args, "cut.strace", "waited.strace"], files);
    expect(stdout).toContain("warning[shut-wr-outstanding]");
    expect(stdout).toContain("error[race-window]");
    expect(code).toBe(1);
  });

  test.each([
    [
      "race-windo=off",
      "--rule race-windo=off names an unknown rule (did you mean race-window?): unflushed rules lists all rules",
    ],
    [
      "race-window=of",
      "--rule race-window=of gives no level (did you mean off?): choose from off, note, warning, error",
    ],
    ["race-window", "--rule race-window gives no level: write one, as in race-window=off"],
  ])("--rule %s is a usage error", async (rule, message) => {
    expect(await inFolder(["--rule", rule, "cut.strace"], {})).toEqual({
      stdout: "",
      stderr: `unflushed: ${message}\n`,
      code: 2,
    });
  });
});

describe("options", () => {
  test("failOn, notes and passWithNoResponses are as on the command line, which wins", async () => {
    const files = { "unflushed.config.json": '{"failOn":"note","notes":true}' };
    expect(await inFolder(["waited.strace"], files)).toMatchObject({ code: 1 });
    expect(await inFolder(["--fail-on", "error", "waited.strace"], files)).toMatchObject({ code: 0 });
    const passing = { "unflushed.config.json": '{"passWithNoResponses":true}', "a.strace": "10 close(3) = 0\n" };
    expect(await inFolder(["a.strace"], passing)).toMatchObject({ code: 0 });
    expect(await inFolder(["--no-pass-with-no-responses", "a.strace"], passing)).toMatchObject({ code: 3 });
  });

  test("strict is undone by --no-strict", async () => {
    const files = { "unflushed.config.json": '{"strict":true}', "a.strace": `${WAITED}10 write(3, ")(", 2) = = 2\n` };
    expect(await inFolder(["a.strace"], files)).toMatchObject({ code: 2 });
    expect(await inFolder(["--no-strict", "a.strace"], files)).toMatchObject({ code: 0 });
  });

  test("files of format are in the folder of the configuration; --format replaces them all", async () => {
    const config = '{"format":["markdown","csv=out.csv"]}';
    const folder = folderWith({ "a/cut.strace": TRUNCATED, "unflushed.config.json": config });
    const { stdout } = await unflushed(["cut.strace"], "", { cwd: join(folder, "a") });
    expect(stdout).toMatch(/^## unflushed: 1 response/);
    expect(readFileSync(join(folder, "out.csv"), "utf8")).toMatch(/^capture,/);
    const given = await unflushed(["--format", "ndjson", "cut.strace"], "", { cwd: join(folder, "a") });
    expect(given.stdout).toMatch(/^\{"kind":"run"/);
  });

  test("a format that there is not is told with file and key", async () => {
    const { stderr, code } = await inFolder(["cut.strace"], { "unflushed.config.json": '{"format":"jsno"}' });
    expect(stderr).toMatch(
      /^unflushed: unflushed\.config\.json: format: there is no format jsno \(did you mean json\?\)/,
    );
    expect(code).toBe(2);
  });
});

describe("a configuration that is wrong", () => {
  test("an unknown key, with the one that was meant", async () => {
    expect(await inFolder(["cut.strace"], { "unflushed.config.json": '{"failsOn":"note"}' })).toEqual({
      stdout: "",
      stderr:
        "unflushed: unflushed.config.json: failsOn is not a key of a configuration (did you mean failOn?): choose from rules, failOn, notes, passWithNoResponses, strict, jobs, progress, format, ignores, baseline, plugins, customRules, $schema\n",
      code: 2,
    });
  });

  test.each([
    [
      "throws",
      "const a = {}\na.b.c",
      "failed on line 2 (TypeError: Cannot read properties of undefined (reading 'c'))",
    ],
    ["does not parse", "export default {\n}}", "failed (SyntaxError: Unexpected token '}'; node --check shows where)"],
  ])("one that %s: a sentence, no stack", async (_, content, message) => {
    const files = { "unflushed.config.mjs": content };
    expect(await inFolder(["cut.strace"], files, ".", unflushedProcess)).toEqual({
      stdout: "",
      stderr: `unflushed: unflushed.config.mjs ${message}: mend it, or pass --no-config\n`,
      code: 2,
    });
  });

  test("what it says cannot move the cursor", async () => {
    const { stderr } = await inFolder(["cut.strace"], { "unflushed.config.mjs": 'throw new Error("\\u001b[2J")' });
    expect(stderr).toContain("(Error: \\x1b[2J)");
  });
});

describe("ignores", () => {
  const ignoring = (...entries: readonly string[]): Record<string, string> => ({
    "unflushed.config.json": `{"ignores":[${entries.join(",")}]}`,
  });
  const byTarget = '{"target":"/149*","reason":"only a mirror, see #12"}';

  test("what is ignored is counted with its reason, and makes nothing fail", async () => {
    expect(await inFolder(["cut.strace"], ignoring(byTarget))).toEqual({
      stdout:
        "ignored 1 finding of shut-wr-outstanding, by an entry of the ignores in the configuration: only a\n  mirror, see #12\n\n1 of 1 response cut, 14.7 MB lost, at 10:29:48, at unix:/run/lab.Y6.sock\n1 response on 1 connection: 1 truncated\n",
      stderr: "",
      code: 0,
    });
  });

  test("other findings still fail", async () => {
    const other = '{"target":"/else","reason":"a"}';
    expect(await inFolder(["cut.strace"], ignoring(other))).toMatchObject({ code: 1 });
  });

  test("each format says who suppressed it, and why", async () => {
    const { stdout } = await inFolder(["--format", "json", "cut.strace"], ignoring(byTarget));
    expect(JSON.parse(stdout).findings[0].suppressed).toEqual({ by: "ignore", reason: "only a mirror, see #12" });
  });
});

describe("custom rules", () => {
  const config = (rule = EVERY_RESPONSE, rest = ""): Record<string, string> => ({
    "unflushed.config.mjs": `export default { customRules: [${rule}], ${rest} }`,
  });

  test("a plain object is enough", async () => {
    const { stdout, code } = await inFolder(["waited.strace"], config());
    expect(stdout).toContain("warning[every-response]: a response of 14900000 bytes\n");
    expect(stdout).toContain("= why: to see that it is found\n");
    expect(code).toBe(0);
  });

  test("its level can be raised, and it can be turned off", async () => {
    const raised = config(EVERY_RESPONSE, 'rules: { "every-response": "error" }');
    expect(await inFolder(["waited.strace"], raised)).toMatchObject({ code: 1 });
    const off = await inFolder(["--rule", "every-response=off", "waited.strace"], raised);
    expect(off.code).toBe(0);
    expect(off.stdout).not.toContain("every-response");
  });

  test("unflushed can be imported where nothing is installed, as under npx, also by a plugin", async () => {
    const files = {
      "unflushed.config.mjs":
        'import { defineConfig } from "unflushed";\nexport default defineConfig({ plugins: ["./r.mjs"] })',
      "r.mjs": `import { defineRule } from "unflushed";\nexport const rules = [defineRule(${EVERY_RESPONSE})]`,
    };
    const { stdout, stderr } = await inFolder(["waited.strace"], files, ".", unflushedProcess);
    expect(stderr).toBe("");
    expect(stdout).toContain("warning[every-response]");
  });

  test("an installed unflushed is the one that is imported", async () => {
    const folder = folderWith({
      "cut.strace": TRUNCATED,
      "node_modules/here": "",
      "unflushed.config.mjs": `import { defineRule } from "unflushed";\nexport default { customRules: [defineRule(${EVERY_RESPONSE})] }`,
    });
    symlinkSync(fileURLToPath(new URL("../../", import.meta.url)), join(folder, "node_modules/unflushed"));
    const { stdout } = await unflushedProcess(["cut.strace"], "", { cwd: folder });
    expect(stdout).toContain("warning[every-response]");
  });

  const failing = config(EVERY_RESPONSE.replace("exchange.response.", "exchange.body."));

  test("one that throws: the rule, the capture and its line, no stack, exit 2", async () => {
    const { stdout, stderr, code } = await inFolder(["cut.strace"], failing);
    expect(stderr).toBe(
      "unflushed: the rule every-response failed at cut.strace:68 (TypeError: Cannot read properties of undefined (reading 'acceptedBytes')): mend it in unflushed.config.mjs, or turn it off with --rule every-response=off\n",
    );
    expect(stdout).toContain("error[shut-wr-outstanding]");
    expect(code).toBe(2);
  });

  test("formats tell that the capture could not be read to its end", async () => {
    const { stdout } = await inFolder(["--format", "ndjson", "cut.strace"], failing);
    expect(stdout).toContain('"kind":"failure","capture":null,"path":"cut.strace","code":"rule-failed"');
  });

  test("rules lists them, with the levels that they have here, and explains them", async () => {
    const files = config(EVERY_RESPONSE, 'rules: { "race-window": "off", "peer-aborted": "error" }');
    const { stdout } = await inFolder(["rules"], files);
    expect(stdout).toMatch(/^error {4}peer-aborted {17}the peer hung up/m);
    expect(stdout).toMatch(/^off {6}race-window {18}a flush/m);
    expect(stdout).toMatch(/^warning {2}every-response {15}a response\n$/m);
    const page = await inFolder(["rules", "every-response"], files);
    expect(page.stdout).toBe(
      "every-response\n\nLevel: warning; declared in unflushed.config.mjs.\n\nFlags a response.\n\nWhy: to see that it is found.\n\nNext: nothing.\n",
    );
  });
});

test("several threads tell the same as one: levels, ignores, custom rules and one that fails", async () => {
  const config = `
    import { defineConfig } from "unflushed";
    const every = ${EVERY_RESPONSE};
    export default defineConfig({
      rules: { "race-window": "error", "peer-aborted": "off" },
      ignores: [{ target: "/149*", rule: "every-response", reason: "large" }],
      customRules: [every, { ...every, id: "no-pipe", matches: ({ by }) => by.socket.transport === "unix" && by.kind.pipe.none }],
    })`;
  const files = {
    "unflushed.config.mjs": config,
    "nginx.strace": sample("nginx-slow-reader-3MB"),
    "node.strace": sample("node-chunked"),
  };
  const folder = folderWith({ "cut.strace": TRUNCATED, "waited.strace": WAITED, ...files });
  const captures = ["nginx.strace", "cut.strace", "node.strace", "waited.strace"];
  for (const format of ["text", "ndjson"]) {
    const args = ["--rule", "every-response=note", "--format", format, ...captures];
    const alone = await unflushedProcess(["--jobs", "1", ...args], "", { cwd: folder });
    const together = await unflushedProcess(["--jobs", "3", ...args], "", { cwd: folder });
    expect(together).toEqual(alone);
    expect(alone.code).toBe(2);
    expect(alone.stderr.match(/the rule no-pipe failed at/g)).toHaveLength(2);
    expect(alone.stdout).toContain("every-response");
  }
}, 60_000);

const SERVER = fileURLToPath(new URL("./servers/one-response.py", import.meta.url));

describe("record", () => {
  const record = (files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Run> =>
    inFolder(["record", ...args, PYTHON, SERVER, "100", "7"], files, ".", unflushedProcess);

  test("takes the configuration as well: what is ignored or off leaves the program its own exit code", async () => {
    expect(await record({})).toMatchObject({ code: 1 });
    const off = await record({}, "--rule", "close-outstanding=off", "--rule", "premature-eof=off");
    expect(off.code).toBe(7);
    expect(off.stderr).not.toContain("outstanding");
    const ignored = await record({ "unflushed.config.json": '{"ignores":[{"target":"*","reason":"a test"}]}' });
    expect(ignored.code).toBe(7);
    expect(ignored.stderr).toContain(
      "ignored 1 finding of close-outstanding, by an entry of the ignores in the configuration: a test\n",
    );
  });

  test("a custom rule that fails ends the live check, and not the program", async () => {
    const failing = EVERY_RESPONSE.replace("exchange.response.", "exchange.body.");
    const files = { "unflushed.config.mjs": `export default { customRules: [${failing}] }` };
    const { stderr, code } = await record(files, "-o", "kept.strace");
    expect(stderr).toMatch(/unflushed: the rule every-response failed at kept\.strace:\d+ \(TypeError: /);
    expect(stderr).toContain("the program exited with 7\nthe capture is in kept.strace\n");
    expect(code).toBe(2);
  });
});
