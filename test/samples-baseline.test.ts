import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Run, unflushed } from "./cli/run.js";
import { isBaseline } from "./core/formats/schemas.js";

const samples = new URL("../samples/", import.meta.url);
const baseline = JSON.parse(readFileSync(new URL("unflushed-baseline.json", samples), "utf8"));
const captures = [...readdirSync(samples).filter((name) => name.endsWith(".strace")), "hyper-per-thread-files/trace"];

const copy = mkdtempSync(join(tmpdir(), "unflushed-samples-"));
afterAll(() => rmSync(copy, { recursive: true }));

/** Checks the samples as a team would. */
function check(folder: string, ...more: string[]): Promise<Run> {
  return unflushed(["check", folder, "--baseline", join(folder, "unflushed-baseline.json"), ...more]);
}

test("all samples of this project are as the baseline accepts them", async () => {
  expect(isBaseline(baseline)).toBe(true);
  expect(baseline.captures.map(({ path }: { path: string }) => path)).toEqual([...captures].sort());
  const { stdout, stderr, code } = await check("samples", "--format", "ndjson");
  expect(stdout).not.toContain('"kind":"deviation"');
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
});

test("the baseline agrees with what the clients received", () => {
  const verdict = {
    complete: "complete",
    "clean-eof-short": "truncated",
    reset: "truncated",
    "client-aborted": "aborted-by-peer",
  } as const;
  type Truth = { capture: string; responses: { ended: keyof typeof verdict }[] };
  const truths = JSON.parse(readFileSync(new URL("truth.json", samples), "utf8")) as Truth[];
  const known = new Map<string, object>(
    baseline.captures.map(({ path, verdicts }: { path: string; verdicts: object }) => [path, verdicts]),
  );
  for (const { capture, responses } of truths) {
    const counts: Record<string, number> = {};
    for (const { ended } of responses) counts[verdict[ended]] = (counts[verdict[ended]] ?? 0) + 1;
    expect(known.get(capture), capture).toEqual(counts);
  }
});

test("a sample that changes fails the run", async () => {
  cpSync(samples, copy, { recursive: true });
  expect((await check(copy)).code).toBe(0);

  const path = join(copy, "node-keep-alive.strace");
  const text = readFileSync(path, "latin1");
  const lastWrite = text.lastIndexOf("writev(");
  const changed = text.slice(0, lastWrite) + text.slice(lastWrite).replace(/ = \d+/, " = 100");
  writeFileSync(path, changed, "latin1");
  const { stdout, code } = await check(copy);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain("node-keep-alive.strace: 4 complete -> ");
  expect(code).toBe(1);
});

test("a capture whose own expectation is not met fails without a baseline too", async () => {
  const path = join(copy, "expected.strace");
  const text = readFileSync(new URL("hyper-14.9MB-expected.strace", samples), "latin1");
  writeFileSync(path, text, "latin1");
  expect((await unflushed([path])).code).toBe(0);
  writeFileSync(path, text.replace("content-length: 14900000", "content-length: 14900001"), "latin1");
  const { stdout, code } = await unflushed([path]);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain(
    "expected.strace:1: the comment there expects 14,680,844 outstanding bytes, and the capture has 14,680,845 outstanding bytes",
  );
  expect(code).toBe(1);
});
