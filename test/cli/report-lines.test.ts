import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { StoryRecord } from "../../src/core/story/story.js";
import { folderWith } from "../run/config/folder.js";
import { temporaryFolder } from "../temporary-folder.js";
import { viewStreamIn } from "../view-stream.js";
import { PYTHON } from "./record/processes.js";
import { unflushed, unflushedProcess } from "./run.js";

const fileOf = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const sample = readFileSync(fileOf("samples/hyper-14.9MB-truncated.strace"));
const other = readFileSync(fileOf("samples/hyper-25-requests-3.3MB.strace"));

/** A folder with these files, and what a report of some of them shows beside its charts: the lines of each call of each story. */
function inFolder(files: Readonly<Record<string, Buffer>>) {
  const cwd = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  return {
    cwd,
    shown: async (args: readonly string[], input: Buffer | string = "") => {
      await unflushed([...args, "--no-config", "--format", "html=report.html"], input, { cwd });
      return linesIn(join(cwd, "report.html"));
    },
  };
}

function linesIn(report: string): (readonly string[] | undefined)[] {
  const records = viewStreamIn(readFileSync(report, "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const stories: StoryRecord[] = records.filter(({ kind }) => kind === "story");
  stories.sort((one, other) => one.capture - other.capture);
  return stories.flatMap(({ calls }) => calls.map(({ text }) => text));
}

describe("a report shows the same lines of strace beside its calls, however it was given the capture", () => {
  const stored = {
    plain: sample,
    gzip: gzipSync(sample),
    zstd: readFileSync(fileOf("test/fixtures/truncated.strace.zst")),
    xz: readFileSync(fileOf("test/fixtures/truncated.strace.xz")),
    "utf-16": Buffer.from(`\ufeff${sample}`, "utf16le"),
  };
  const { shown } = inFolder(stored);
  const expected = shown(["plain"]);

  test("which are those of the capture", async () => {
    const [first = []] = await expected;
    const lines = sample.toString("latin1").split("\n");
    expect(lines).toContain(first[0]);
    expect(await expected).not.toContain(undefined);
  });

  test.each(Object.keys(stored))("as a file: %s", async (name) => {
    expect(await shown([name])).toEqual(await expected);
  });

  test.each(Object.keys(stored))("through a pipe: %s", async (name) => {
    expect(await shown([], stored[name as keyof typeof stored])).toEqual(await expected);
  });

  test("of several, each from its own", async () => {
    const files = inFolder({ "a.gz": gzipSync(sample), "b.gz": gzipSync(other), c: other });
    const [a, b] = [await files.shown(["a.gz"]), await files.shown(["b.gz"])];
    expect(a).not.toEqual(b);
    expect(await files.shown(["a.gz", "b.gz", "c"])).toEqual([...a, ...b, ...b]);
    expect(await files.shown(["c", "-", "a.gz"], other)).toEqual([...b, ...b, ...a]);
  });

  test("of strace -ff, from the files of the set", async () => {
    const folder = fileOf("test/captures/forking-server/");
    const names = readdirSync(folder).filter((name) => name.startsWith("srv."));
    const files = names.map((name) => [name, readFileSync(join(folder, name))] as const);
    const plain = await inFolder(Object.fromEntries(files)).shown(["srv"]);
    expect(plain.length).toBeGreaterThan(5);
    expect(plain).not.toContain(undefined);
    const packed = files.map(([name, content]) => [name, gzipSync(content)] as const);
    expect(await inFolder(Object.fromEntries(packed)).shown(["srv"])).toEqual(plain);
  });
});

describe("record shows them as well", () => {
  const server = fileOf("test/cli/servers/one-response.py");

  test.each([
    ["of a capture that is not kept", []],
    ["of one that is kept", ["-o", "kept.strace"]],
    ["of one that is kept compressed", ["-o", "kept.strace.gz"]],
  ])("%s", async (_, kept) => {
    const cwd = folderWith({});
    const { code } = await unflushedProcess(
      ["record", ...kept, "--format", "html=report.html", PYTHON, server, "100", "7"],
      "",
      { cwd },
    );
    expect(code).toBe(1); // it has a finding
    const lines = linesIn(join(cwd, "report.html"));
    expect(lines).not.toContain(undefined);
    expect(lines.flat().join("\n")).toContain("close(");
  });
});

test("what scrub took out of a capture is in no line of the report of the scrubbed one, also if that is compressed", async () => {
  const secret = "/run/lab.V9tU.sock";
  const { cwd, shown } = inFolder({ capture: other, "capture.gz": gzipSync(other) });
  expect((await shown(["capture.gz"])).flat().join("\n")).toContain(secret);
  const { stdout } = await unflushed(["scrub", "capture.gz"], "", { cwd });
  writeFileSync(join(cwd, "scrubbed.gz"), gzipSync(stdout));
  const lines = (await shown(["scrubbed.gz"])).flat().join("\n");
  expect(lines).toContain("shutdown(");
  expect(lines).not.toContain(secret);
});
