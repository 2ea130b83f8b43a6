import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { AnalysisRecord, RecordKind, RecordOf } from "../../../src/core/records/record.js";
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
