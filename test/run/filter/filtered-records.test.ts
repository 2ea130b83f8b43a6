import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Verdict } from "../../../src/core/protocols/exchange.js";
import type { AnalysisRecord, RecordKind, RecordOf } from "../../../src/core/records/record.js";
import { unflushed } from "../../cli/run.js";
import { straceOf } from "../../spec-blocks.js";
import { both, bothHidden, originAlone, proxyAlone } from "../../tools/path/hops.js";
import { filtered, recordsOf, sorted } from "./records.js";

const folder = mkdtempSync(join(tmpdir(), "unflushed-filter-"));
afterAll(() => rmSync(folder, { recursive: true }));
const captures = { both, hidden: bothHidden, proxy: proxyAlone, origin: originAlone };
for (const [name, text] of Object.entries(captures)) writeFileSync(join(folder, `${name}.strace`), text);

const root = new URL("../../../", import.meta.url);
const samples = readdirSync(new URL("samples", root)).filter((name) => name.endsWith(".strace"));
const paths = readFileSync(new URL("test/specs/paths.md", root), "utf8").split(/^## /m).slice(1);

const ofKind = <K extends RecordKind>(kind: K, records: readonly AnalysisRecord[]) =>
  records.filter((record): record is RecordOf<K> => record.kind === kind);

/** The same without the count of what a filter left out, which is none. */
function withoutLeftOut(records: readonly AnalysisRecord[]): AnalysisRecord[] {
  return records.map((record) => JSON.parse(JSON.stringify(record).replaceAll(',"leftOut":0', "")) as AnalysisRecord);
}

describe("a filter that asks for nothing hands on all there is, and counts it as the analysis does", () => {
  const isNoDeviation = ({ kind }: AnalysisRecord): boolean => kind !== "deviation"; // one is about a whole capture

  function expectAll(records: readonly AnalysisRecord[]): void {
    const all = records.filter(isNoDeviation);
    const ofCaptures = all.filter(({ kind }) => kind !== "summary"); // whoever takes the records makes the last one
    expect(sorted(withoutLeftOut(filtered(all, {})).filter(({ kind }) => kind !== "summary"))).toEqual(
      sorted(ofCaptures),
    );
    expect(ofKind("exchange", all).length).toBe(ofKind("summary", all)[0]?.responses);
  }

  test.each(samples)("%s", async (name) => expectAll(await recordsOf([`samples/${name}`])));

  test.each(paths.map((text) => [text.split("\n")[0], straceOf(text) ?? ""] as const))("%s", async (_, strace) =>
    expectAll(await recordsOf(["-"], strace)));

  test.each([
    [["both.strace"]],
    [["proxy.strace", "origin.strace"]],
    [["both.strace", "hidden.strace", "origin.strace"]],
  ])("%j", async (names) => expectAll(await recordsOf(names, "", folder)));
});

describe("what two filters keep that divide all responses is all there is", () => {
  const VERDICTS: readonly Verdict[] = [
    ...(["complete", "truncated", "aborted-by-peer"] as const),
    ...(["overrun", "in-flight", "undetermined"] as const),
  ];

  test.each(samples)("%s", async (name) => {
    const records = await recordsOf([`samples/${name}`]);
    const sides = [
      filtered(records, { verdict: ["truncated"] }),
      filtered(records, { verdict: VERDICTS.filter((each) => each !== "truncated") }),
    ];
    const exchanges = sides.flatMap((side) => ofKind("exchange", side));
    expect(sorted(exchanges)).toEqual(sorted(ofKind("exchange", records)));
    const about = ofKind("finding", records).filter(({ exchange }) => exchange !== null);
    expect(sorted(sides.flatMap((side) => ofKind("finding", side)))).toEqual(sorted(about));
    for (const side of sides) {
      const [{ summary } = { summary: null }] = ofKind("capture", side);
      const kept = ofKind("exchange", side).length;
      expect(summary).toMatchObject({ responses: kept, leftOut: exchanges.length - kept });
      expect(summary).toMatchObject({
        findings: ofKind("finding", side).length,
        connections: ofKind("connection", side).length,
      });
    }
  });
});

describe("of a request through two hops, of which one sample each shows one", () => {
  const both = ["proxy.strace", "origin.strace"];

  test("a path is kept if one of its exchanges is, with all its exchanges", async () => {
    const records = await recordsOf(both, "", folder);
    const [path] = ofKind("path", records);
    expect(path?.exchanges.length).toBeGreaterThan(1);
    expect(ofKind("path", filtered(records, { server: [String(path?.exchanges.at(-1)?.address)] }))).toEqual([path]);
    expect(ofKind("path", filtered(records, { target: ["/nothing"] }))).toEqual([]);
  });

  test("a loss still counts once, at its origin, although it is not kept", async () => {
    const records = await recordsOf(both, "", folder);
    const kept = filtered(records, { server: ["127.0.0.1:8080"] });
    expect(ofKind("exchange", kept)).toHaveLength(1);
    const summaries = ofKind("capture", kept).map(({ summary }) => summary);
    expect(summaries.map(({ truncated, echoes, lostBytes }) => [truncated, echoes, lostBytes])).toEqual([
      [1, 1, 0],
      [0, 0, 0],
    ]);
  });
});

test("exchanges between others keep their indexes, and those of a long connection their order", async () => {
  const records = await recordsOf(["samples/node-keep-alive.strace"]);
  const [, second, , last] = ofKind("exchange", records);
  const lines = [second?.response?.line, last?.response?.line];
  const times = [second?.response?.time, last?.response?.time] as const;
  const asked = { target: [second, last].map((each) => String(each?.request?.target)) };
  const kept = ofKind("exchange", filtered(records, asked));
  expect(kept.map(({ index }) => index)).toContain(1);
  expect(kept.map(({ response }) => response?.line)).toEqual(expect.arrayContaining(lines));
  expect(times[0]).toBeLessThan(Number(times[1]));
});

describe("a filter that matches all counts several captures as a run without one does", () => {
  const killed = paths.find((text) => text.startsWith("The server is killed")) ?? ""; // the server's end is seen after that of its client, whose finding waits for it
  writeFileSync(join(folder, "killed.strace"), straceOf(killed) ?? "");

  test.each([
    [["proxy.strace", "origin.strace"]],
    [["killed.strace", "both.strace"]],
    [["both.strace", "hidden.strace", "origin.strace"]],
  ])("%j", async (names) => {
    const all = await recordsOf(names, "", folder);
    const { stdout } = await unflushed(["check", ...names, "--format", "ndjson", "--target", "*"], "", { cwd: folder });
    const kept = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as AnalysisRecord);
    const counts = (records: readonly AnalysisRecord[]) => {
      return ofKind("capture", records).map(({ summary: { connections: _, leftOut: _none, ...summary } }) => summary);
    };
    expect(counts(kept)).toEqual(counts(all));
    expect(ofKind("path", kept)).toEqual(ofKind("path", all));
    expect(sorted(ofKind("finding", kept))).toEqual(sorted(ofKind("finding", all)));
  });
});
