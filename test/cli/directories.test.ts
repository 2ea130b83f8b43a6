import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { RECORD_SERVER } from "../../src/core/recipe.js";
import { isAnalysis, isRecord, isSarif } from "../core/formats/schemas.js";
import { viewStreamIn } from "../view-stream.js";
import { documentsIn, everyFormat } from "./every-format.js";
import { type Run, unflushed, unflushedProcess } from "./run.js";

const root = mkdtempSync(join(tmpdir(), "unflushed-many-"));
afterAll(() => rmSync(root, { recursive: true }));
const sample = (name: string): Buffer => readFileSync(new URL(`../../samples/${name}`, import.meta.url));
const MANY = sample("hyper-25-requests-3.3MB.strace");

/** A new folder in which `unflushed` is run, with these files. */
function folder(files: Readonly<Record<string, string | Buffer>>): { path: string; run: typeof run } {
  const path = mkdtempSync(join(root, "run-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(path, name, ".."), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  const run = (...args: readonly string[]): Promise<Run> => unflushed(args, "", { cwd: path });
  return { path, run };
}
declare function run(...args: readonly string[]): Promise<Run>;

const machines = {
  "t/b/server.strace": sample("hyper-14.9MB-truncated.strace"),
  "t/a/server.strace.gz": gzipSync(sample("node-keep-alive.strace")),
  "t/a/README.md": "These are captures.\n",
  "t/c.strace": sample("hyper-2MB-truncated.strace"),
  "t/picture.png": Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]),
  "t/tools/main.py": "def main():\n    pass\n\nmain()\n",
  "t/.hidden.strace": sample("hyper-3.3MB-truncated.strace"),
};

const paths = (stdout: string): string[] => JSON.parse(stdout).captures.map(({ path }: { path: string }) => path);

describe("a directory", () => {
  test("is read as the captures in it, in the order of their paths; what is no strace output is passed over", async () => {
    const { run } = folder(machines);
    const { stdout, stderr, code } = await run("--format", "json", "t");
    const analysis = JSON.parse(stdout);
    expect(isAnalysis(analysis), JSON.stringify(isAnalysis.errors)).toBe(true);
    expect(paths(stdout)).toEqual(["t/a/server.strace.gz", "t/b/server.strace", "t/c.strace"]);
    expect(analysis.findings.map(({ capture }: { capture: number }) => capture)).toEqual([1, 2]);
    expect(analysis.passedOver).toEqual([
      { path: "t/a/README.md", code: "capture-not-strace" },
      { path: "t/picture.png", code: "capture-binary" },
      { path: "t/tools/main.py", code: "capture-not-strace" },
    ]);
    expect({ stderr, code, failures: analysis.failures }).toEqual({ stderr: "", code: 1, failures: [] });
  });

  test("says at the end of the text which files were passed over", async () => {
    const { stdout } = await folder(machines).run("t");
    expect(stdout).toMatch(
      /\n3 files passed over, no strace output: t\/a\/README\.md, t\/picture\.png, t\/tools\/main\.py\n$/,
    );
  });

  test("the same records are in ndjson, and a note in sarif", async () => {
    const { run } = folder(machines);
    const lines = (await run("--format", "ndjson", "t")).stdout.trimEnd().split("\n");
    for (const line of lines) expect(isRecord(JSON.parse(line)), line).toBe(true);
    expect(lines.filter((line) => line.startsWith('{"kind":"skipped"'))).toHaveLength(3);
    const sarif = JSON.parse((await run("--format", "sarif", "t")).stdout);
    expect(isSarif(sarif)).toBe(true);
    const [{ executionSuccessful, toolExecutionNotifications: told }] = sarif.runs[0].invocations;
    expect(executionSuccessful).toBe(true);
    expect(told.map(({ level }: { level: string }) => level)).toEqual(["note", "note", "note"]);
  });

  test("what is passed over in it is an error where it is named", async () => {
    const { stderr, code } = await folder(machines).run("t", "t/a/README.md");
    expect(stderr).toBe(`unflushed: t/a/README.md is not strace output: record one with ${RECORD_SERVER}\n`);
    expect(code).toBe(2);
  });

  test.each([
    [
      "a log whose lines are not as strace prints them",
      "<7> alpha read(5, “x”, 9) = 9\n<7> beta write(5, “x”, 9) = 9\n",
      "holds calls, but not as strace prints them",
    ],
    ["the output of another tracer", 'SYS_read(5, "G", 1) = 1\nSYS_write(5, "H", 9) = 9\n', "is the output of ltrace"],
  ])("%s is named, and the run is not green", async (_name, content, message) => {
    const { run } = folder({ "t/a.strace": sample("node-keep-alive.strace"), "t/b.log": content });
    const { stdout, stderr, code } = await run("--format", "json", "t");
    expect(stderr).toContain(`unflushed: t/b.log ${message}`);
    expect(JSON.parse(stdout).failures).toMatchObject([{ path: "t/b.log" }]);
    expect(code).toBe(2);
  });

  test("prose that ends like a call once is passed over", async () => {
    const { run } = folder({
      "t/a.strace": sample("node-keep-alive.strace"),
      "t/README.md": "It ends with close(5) = 0\n",
    });
    expect((await run("t")).code).toBe(0);
  });

  test("a glob that no shell has expanded finds the same", async () => {
    const { run } = folder(machines);
    expect(paths((await run("--format", "json", "t/**/*.gz")).stdout)).toEqual(["t/a/server.strace.gz"]);
    expect((await run("--format", "json", "t/**")).stdout).toBe((await run("--format", "json", "t")).stdout);
  });

  test("a set of strace -ff in it is one capture", async () => {
    const { path, run } = folder(machines);
    cpSync(new URL("../../samples/hyper-per-thread-files", import.meta.url), join(path, "t/b"), { recursive: true });
    const { stdout } = await run("--format", "json", "t");
    expect(paths(stdout)).toEqual(["t/a/server.strace.gz", "t/b/server.strace", "t/b/trace", "t/c.strace"]);
    expect(JSON.parse(stdout).findings).toHaveLength(3);
  });
});

describe("nothing to read is one sentence, exit 2", () => {
  const { run } = folder({ "empty/.keep": "", "docs/a.md": "Prose.\n", "docs/b.md": "More.\n" });
  test.each([
    ["empty", "empty is a directory that holds no files to read: name one that holds captures"],
    ["*.strace", "no file matches *.strace: check the pattern"],
    ["docs", "docs holds no strace output, only 2 other files: name captures"],
    ["missing", "missing does not exist: check the name of the capture"],
  ])("%s", async (arg, message) => {
    const { stderr, code } = await run(arg);
    expect(stderr).toBe(`unflushed: ${message}\n`);
    expect(code).toBe(2);
  });

  test("and no reason not to read the others", async () => {
    const { run } = folder({ "empty/.keep": "", a: sample("hyper-2MB-truncated.strace") });
    const { stdout, stderr, code } = await run("empty", "*.gz", "a");
    expect(stderr.trimEnd().split("\n")).toHaveLength(2);
    expect(stdout).toContain("error[shut-wr-outstanding]");
    expect(stdout).toContain("2 captures not read, or not to the end: empty, *.gz\n");
    expect(code).toBe(2);
  });
});

describe("a capture that breaks off", () => {
  const whole = gzipSync(MANY);
  const broken = {
    "t/a.strace": sample("hyper-2MB-truncated.strace"),
    "t/b.strace.gz": whole.subarray(0, whole.length / 2),
    "t/c.strace.gz": whole.subarray(0, 12), // not one line
    "t/d.strace": sample("node-destroy-mid-body.strace"),
  };

  test("keeps its findings and its number, and the rest goes on", async () => {
    const { stdout, stderr, code } = await folder(broken).run("--format", "json", "t");
    const { captures, connections, findings, failures, summary } = JSON.parse(stdout);
    expect(captures.map(({ path }: { path: string }) => path)).toEqual(["t/a.strace", "t/b.strace.gz", "t/d.strace"]);
    expect(failures).toMatchObject([
      { capture: 1, path: "t/b.strace.gz", code: "capture-damaged" },
      { capture: null, path: "t/c.strace.gz", code: "capture-damaged" },
    ]);
    const ofBroken = findings.filter(({ capture }: { capture: number }) => capture === 1);
    expect(ofBroken.length).toBeGreaterThan(3);
    expect(findings.at(-1)).toMatchObject({ capture: 2, rule: "close-outstanding" });
    const known = connections.map(({ capture, id }: { capture: number; id: string }) => `${capture} ${id}`);
    for (const { capture, connection } of findings) expect(known).toContain(`${capture} ${connection}`);
    expect(summary).toMatchObject({ captures: 3, findings: findings.length, connections: connections.length });
    expect(stderr.match(/is compressed, and its data is damaged or ends too early/g)).toHaveLength(2);
    expect(code).toBe(2);
  });

  test("several threads write the same bytes as one, in every format", async () => {
    const { path } = folder({ ...broken, ...machines });
    const written = async (jobs: string): Promise<[Run, Record<string, string>]> => {
      mkdirSync(join(path, "out"));
      const run = jobs === "1" ? unflushed : unflushedProcess;
      const done = await run(["check", "--jobs", jobs, ...everyFormat("out"), "t", "missing"], "", { cwd: path });
      const documents = documentsIn(join(path, "out"));
      rmSync(join(path, "out"), { recursive: true });
      return [done, documents];
    };
    const [alone, documents] = await written("1");
    expect(await written("3")).toEqual([alone, documents]);
    const { openmetrics, html = "", ...naming } = documents;
    for (const document of [...Object.values(naming), viewStreamIn(html)]) expect(document).toContain("b.strace.gz");
    expect(openmetrics).toMatch(/^unflushed_capture_failures_total [1-9]/m); // it has counts and no names
  });

  test("more captures than may wait for their turn are told in order on several threads as well", async () => {
    const small = "10 accept4(3, NULL, NULL, 0) = 7\n10 close(7) = 0\n";
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`t/${1000 + index}`, small]));
    const { path } = folder({ "t/0": MANY, ...many });
    const { stdout } = await unflushedProcess(["check", "--format", "json", "--jobs", "2", "t"], "", { cwd: path });
    expect(paths(stdout)).toEqual(["t/0", ...Object.keys(many)]);
  });
});

describe("documents in the directory that is read", () => {
  test("are made anew by the next run, which passes the old ones over", async () => {
    const { path, run } = folder({ "a.strace": sample("hyper-2MB-truncated.strace") });
    const args = ["--format", "json=report.json", "--format", "text=report.txt", "."];
    expect((await run(...args)).code).toBe(1);
    expect((await run(...args)).code).toBe(1);
    const { passedOver } = JSON.parse(readFileSync(join(path, "report.json"), "utf8"));
    expect(passedOver.map(({ path: skipped }: { path: string }) => skipped)).toEqual(["report.json", "report.txt"]);
    expect(readdirSync(path).sort()).toEqual(["a.strace", "report.json", "report.txt"]);
  });

  test("do not replace a capture that it holds", async () => {
    const { path, run } = folder({ "a.strace": sample("hyper-2MB-truncated.strace") });
    const { stderr, code } = await run("--format", "json=a.strace", ".");
    expect(stderr).toBe("unflushed: --format json=a.strace would replace the capture a.strace: name another file\n");
    expect(code).toBe(2);
    expect(readFileSync(join(path, "a.strace"))).toEqual(machines["t/c.strace"]);
  });
});
