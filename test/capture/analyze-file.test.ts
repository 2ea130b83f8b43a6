import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { analyzeFile, analyzeText, readCapture } from "../../src/index.js";
import { temporaryFolder } from "../temporary-folder.js";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const SAMPLE = at("samples/hyper-14.9MB-truncated.strace");
const SET = at("samples/hyper-per-thread-files");
const text = readFileSync(SAMPLE, "latin1");
const threads = [30269, 30270, 30271].map((pid) => ({ pid, text: readFileSync(`${SET}/trace.${pid}`, "latin1") }));

/** The same but for what it is called. */
const named = <T extends { capture: { path: string } }>(analysis: T, path: string): T => ({
  ...analysis,
  capture: { ...analysis.capture, path },
});
const failure = (path: string): Promise<unknown> => analyzeFile(path).catch((error: unknown) => error);

describe("analyzeFile", () => {
  test("a file comes to the same as its text", async () => {
    const analysis = await analyzeFile(SAMPLE);
    expect(analysis).toEqual(named(analyzeText(text), SAMPLE));
    expect(analysis.findings.map(({ finding }) => finding.rule.id)).toEqual(["shut-wr-outstanding"]);
  });

  test.each([
    ["gz", () => gzipSync(text)],
    ["zst", () => readFileSync(at("test/fixtures/truncated.strace.zst"))],
    ["xz", () => readFileSync(at("test/fixtures/truncated.strace.xz"))],
  ])("a file in .%s has findings", async (end, bytes) => {
    const path = join(temporaryFolder(), `capture.${end}`);
    writeFileSync(path, bytes());
    expect((await analyzeFile(path)).findings.map(({ finding }) => finding.rule.id)).toEqual(["shut-wr-outstanding"]);
  });

  test.each([SET, join(SET, "trace")])("the files of -ff, as %s, come to the same as their texts", async (path) => {
    const analysis = await analyzeFile(path);
    expect(analysis).toEqual(named(analyzeText(threads), path));
    expect(analysis.findings).toHaveLength(1);
  });

  test("hands the listener what it finds, and looks for the given rules alone", async () => {
    const heard: string[] = [];
    const { findings } = await analyzeFile(SAMPLE, { onFinding: ({ finding }) => heard.push(finding.rule.id) });
    expect(heard).toEqual(findings.map(({ finding }) => finding.rule.id));
    expect((await analyzeFile(SAMPLE, {}, { rules: [] })).findings).toEqual([]);
  });

  test("says with a code why there is nothing to analyze", async () => {
    const folder = temporaryFolder();
    const file = (name: string, content: string | Buffer): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    mkdirSync(join(folder, "none"));
    cpSync(join(SET, "trace.30269"), join(folder, "bare.1"));
    file("bare.2", 'read(3, "", 1) = 0\n');
    expect(await failure(join(folder, "missing"))).toMatchObject({ name: "UnflushedError", code: "capture-not-found" });
    expect(await failure(join(folder, "none"))).toMatchObject({ code: "capture-is-directory" });
    expect(await failure(file("empty", ""))).toMatchObject({ code: "capture-empty" });
    expect(await failure(file("binary", Buffer.from([0x7f, 0x45, 0, 1])))).toMatchObject({ code: "capture-binary" });
    expect(await failure(file("poem", "a poem\nof two lines\n"))).toMatchObject({ code: "capture-not-strace" });
    const cut = gzipSync(text).subarray(0, 500);
    expect(await failure(file("cut.gz", cut))).toMatchObject({ code: "capture-damaged" });
    expect(await failure(join(folder, "bare"))).toMatchObject({ code: "capture-unordered" });
  });
});

describe("readCapture", () => {
  test("gives the lines of a set in the order of their times, each with its thread", async () => {
    const lines: string[] = [];
    const pids = new Set<number | null>();
    await readCapture(SET, (bytes, start, end, pid) => {
      pids.add(pid);
      lines.push(Buffer.from(bytes.subarray(start, end)).toString("latin1"));
    });
    expect([...pids].sort()).toEqual([30269, 30270, 30271]);
    expect(lines.toSorted()).toEqual(threads.flatMap((thread) => thread.text.trimEnd().split("\n")).toSorted());
  });
});
