import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { RecordLine } from "../../src/core/records/record-line.js";
import { documentOf, formats } from "../core/formats/documents.js";
import { isAnalysis, isRecord, isSarif, junitErrors } from "../core/formats/schemas.js";
import { temporaryFolder } from "../temporary-folder.js";
import { documentsIn, everyFormat, NAMES } from "./every-format.js";
import { bin, unflushed, unflushedProcess } from "./run.js";

const root = temporaryFolder();
let count = 0;
function folder(): string {
  const path = join(root, `run ${++count}`);
  mkdirSync(path);
  return path;
}

const TRUNCATED = "samples/hyper-14.9MB-truncated.strace";
const CAPTURES = [
  "samples/hyper-25-requests-3.3MB.strace",
  join(root, "prose.txt"), // cannot be read: the captures behind it move up by one
  "samples/hyper-2MB-truncated.strace",
  "does-not-exist",
  "samples/hyper-network-only.strace",
  "samples/nginx-client-aborts.strace",
  "samples/node-keep-alive.strace",
];
writeFileSync(join(root, "prose.txt"), "nothing of strace\n");

describe("all formats at once, each to a file", async () => {
  const path = folder();
  const run = await unflushed([...everyFormat(path), ...CAPTURES]);
  const documents = documentsIn(path);

  test("nothing but them is written, and the exit code is that of text", () => {
    expect(Object.keys(documents).sort()).toEqual([...NAMES].sort());
    expect(run.stdout).toBe("");
    expect(run.stderr).toMatch(/prose\.txt is not strace output.*\n.*does-not-exist does not exist/);
    expect(run.code).toBe(2);
  });

  test.each(NAMES)("%s is the same as alone on standard output", async (name) => {
    const { stdout, code } = await unflushed(["--format", name, ...CAPTURES]);
    expect(stdout).toBe(documents[name]);
    expect(code).toBe(2);
  });

  test("they satisfy their schemas", async () => {
    expect(isAnalysis(JSON.parse(documents.json ?? ""))).toBe(true);
    expect(isSarif(JSON.parse(documents.sarif ?? ""))).toBe(true);
    expect(await junitErrors([documents.junit ?? ""])).toEqual([]);
    for (const line of documents.ndjson?.trimEnd().split("\n") ?? [])
      expect(isRecord(JSON.parse(line)), line).toBe(true);
  });

  test("several threads write the same bytes as one", async () => {
    const other = folder();
    await unflushedProcess(["check", "--jobs", "3", ...everyFormat(other), ...CAPTURES]);
    expect(documentsIn(other)).toEqual(documents);
  });

  test("json can be made of ndjson alone", () => {
    const lines =
      documents.ndjson
        ?.trimEnd()
        .split("\n")
        .map((line) => RecordLine.read(line)) ?? [];
    expect(documentOf(formats.json?.() ?? {}, lines)).toBe(documents.json);
  });

  test("a capture that cannot be read leaves its number to the next, in ndjson as in json", () => {
    const lines =
      documents.ndjson
        ?.trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)) ?? [];
    const paths = lines.filter(({ kind }) => kind === "capture").map(({ capture, path }) => [capture, path]);
    expect(paths).toEqual(
      JSON.parse(documents.json ?? "").captures.map(({ path }: { path: string }, index: number) => [index, path]),
    );
    expect(lines.filter(({ kind }) => kind === "failure")).toMatchObject([
      { code: "capture-not-strace" },
      { path: "does-not-exist", code: "capture-not-found" },
    ]);
  });
});

test("junit fails at the levels that make the exit code 1", async () => {
  const note = ["--format", "junit", "samples/hyper-client-aborts.strace"];
  expect(await unflushed(note)).toMatchObject({ code: 0, stdout: expect.stringContaining('failures="0"') });
  expect(await unflushed([...note, "--fail-on", "note"])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('failures="1"'),
  });
});

describe("in a job of GitHub Actions", () => {
  const env = { ...process.env, GITHUB_ACTIONS: "true" };

  test("annotations come with the text where no format is asked for", async () => {
    const { stdout } = await unflushed([TRUNCATED], "", { env });
    expect(stdout).toMatch(/^error\[shut-wr-outstanding\]: /);
    expect(stdout).toMatch(/^::error file=samples\/hyper-14\.9MB-truncated\.strace,line=68,title=/m);
    expect(stdout).toMatch(/^1 response on 1 connection: 1 truncated$/m);
  });

  test("a format that is asked for comes alone", async () => {
    const { stdout } = await unflushed(["--format", "text", TRUNCATED], "", { env });
    expect(stdout).not.toContain("::error");
  });

  test("no text of a program is a command", async () => {
    const strace = [
      "10 accept4(3, NULL, NULL, 0) = 7",
      '10 read(7, "GET /##[add-mask]x HTTP/1.1\\r\\n\\r\\n", 8192) = 32',
      '10 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nhello", 47) = 43',
      "10 close(7) = 0",
    ].join("\n");
    const { stdout } = await unflushed([], strace, { env });
    expect(stdout).toContain("add-mask");
    expect(stdout).not.toContain("##[");
  });
});

describe("a wrong --format is one sentence, exit 2", () => {
  test.each([
    [
      ["--format", "jsno"],
      /^unflushed: there is no format jsno \(did you mean json\?\): choose from text, json, .*\n$/,
    ],
    [["--format", "pdf"], /^unflushed: there is no format pdf: choose from text, json, .*\n$/],
    [["--format", "sarif="], /^unflushed: --format sarif= names no file: .*\n$/],
    [["--format", "json", "--format", "csv"], /^unflushed: json and csv cannot both go to standard output: .*\n$/],
    [["--format", "json", "--format", "csv=-"], /^unflushed: json and csv cannot both go to standard output: .*\n$/],
    [["--format", "text", "--format", "text"], /^unflushed: text and text cannot both go to standard output: .*\n$/],
    [["--format", "json=a", "--format", "csv=a"], /^unflushed: json and csv cannot both go to a: name another file\n$/],
    [["--format", `json=${TRUNCATED}`], /^unflushed: --format json=samples\/.* would replace the capture .*\n$/],
  ])("%j", async (args, message) => {
    const { stdout, stderr, code } = await unflushed([...args, TRUNCATED]);
    expect(stderr).toMatch(message);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  });
});

describe("an output that cannot be written is one sentence that names it, exit 2, and leaves nothing behind", () => {
  test.each([
    ["a folder", () => root, /EISDIR/],
    ["a name below a file", () => join(root, "prose.txt", "x"), /ENOTDIR/],
    ["a name in a folder that is not there", () => join(root, "no", "x"), /ENOENT/],
    ["a full disk", () => "/dev/full", /ENOSPC/],
  ])("%s", async (_what, file, reason) => {
    const path = folder();
    const target = file();
    const { stdout, stderr, code } = await unflushed([...everyFormat(path), "--format", `csv=${target}`, TRUNCATED]);
    expect(stderr).toMatch(/^unflushed: .* cannot be written \(E[A-Z]+\): .*\n$/);
    expect(stderr).toContain(`${target} cannot be written`);
    expect(stderr).toMatch(reason);
    expect({ stdout, code, left: readdirSync(path) }).toEqual({ stdout: "", code: 2, left: [] });
  });

  test("standard output on a full disk", async () => {
    const path = folder();
    const script = `"${process.execPath}" "${bin}" --format json --format csv="${join(path, "csv")}" "$0" > /dev/full`;
    const child = spawn("sh", ["-c", script, TRUNCATED], { cwd: new URL("../../", import.meta.url) });
    let stderr = "";
    child.stderr.on("data", (data) => (stderr += data));
    const [code] = await once(child, "close");
    expect(stderr).toMatch(/^unflushed: standard output cannot be written \(ENOSPC\): .*\n$/);
    expect(code).toBe(2);
  });
});

describe("a file", () => {
  test("that was there is replaced, and only when the new one is whole", async () => {
    const path = folder();
    writeFileSync(join(path, "json"), "the old one");
    const { child } = start(["--format", `json=${join(path, "json")}`]);
    child.stdin?.write(started);
    await until(() => readdirSync(path).length === 2);
    expect(readFileSync(join(path, "json"), "utf8")).toBe("the old one");
    child.stdin?.end(rest);
    await once(child, "close");
    expect(isAnalysis(JSON.parse(readFileSync(join(path, "json"), "utf8")))).toBe(true);
    expect(readdirSync(path)).toEqual(["json"]);
  });

  test("that is a device is written as it is", async () => {
    const { stdout, code } = await unflushed(["--format", "csv=/dev/null", "--format", "text", TRUNCATED]);
    expect(stdout).toContain("1 truncated");
    expect(code).toBe(1);
    expect(readFileSync("/dev/null", "utf8")).toBe("");
  });
});

const capture = readFileSync(new URL(`../../${TRUNCATED}`, import.meta.url), "latin1");
const shutdown = capture.indexOf("\n", capture.indexOf("<... shutdown resumed>")) + 1;
const [started, rest] = [capture.slice(0, shutdown), capture.slice(shutdown)];

function start(args: readonly string[]): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [bin, ...args]);
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  return { child, output: () => output };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("while a server still runs", () => {
  test.each([
    ["ndjson", '"kind":"finding"'],
    ["github", "::error "],
    ["text", "error[shut-wr-outstanding]"],
  ])("a finding is there at once: %s", async (format, sign) => {
    const { child, output } = start(["--format", format]);
    child.stdin?.write(started);
    await until(() => output().includes(sign));
    expect(output()).not.toMatch(/"kind":"summary"|1 response on/);
    child.stdin?.end(rest);
    const [code] = await once(child, "close");
    expect(code).toBe(1);
  });

  test("the first record is there before any finding", async () => {
    const { child, output } = start(["--format", "ndjson"]);
    await until(() => output().includes('"kind":"begin"'));
    child.stdin?.end(capture);
    await once(child, "close");
    expect(output().trimEnd().split("\n").at(-1)).toMatch(/^\{"kind":"summary"/);
  });

  test.each(["SIGTERM", "SIGHUP"] as const)("%s leaves nothing half-written", async (signal) => {
    const path = folder();
    const { child } = start([...everyFormat(path)]);
    child.stdin?.write(started);
    await until(() => readdirSync(path).length === NAMES.length);
    child.kill(signal);
    const [code] = await once(child, "close");
    expect({ code, left: readdirSync(path) }).toEqual({ code: signal === "SIGTERM" ? 143 : 129, left: [] });
  });

  test("after one Ctrl-C the documents are finished, after two there are none", async () => {
    for (const [presses, code, left] of [
      [1, 1, ["json"]],
      [2, 130, []],
    ] as const) {
      const path = folder();
      const { child, output } = start(["--format", `json=${join(path, "json")}`, "--format", "ndjson"]);
      const closed = once(child, "close");
      child.stdin?.write(started);
      await until(() => output().includes('"kind":"finding"'));
      for (let press = 0; press < presses; press++) {
        child.kill("SIGINT");
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      if (presses === 1) child.stdin?.end(rest);
      expect((await closed)[0]).toBe(code);
      expect(readdirSync(path)).toEqual(left);
    }
  });
});
