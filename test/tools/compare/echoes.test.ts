import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compareCaptures, findSides } from "../../../src/tools/compare/compare-captures.js";
import { both, bothHidden, originAlone, proxyAlone } from "../path/hops.js";
import { comparisonOf, sideOf } from "./captures.js";

test.each([
  ["a proxy and its origin", both, { complete: 0 }, 2, 3],
  ["a proxy that hides it", bothHidden, { complete: 1 }, 1, 3],
  ["both sides of a proxy", proxyAlone, { complete: 0 }, 1, 2],
  ["the origin alone", originAlone, { complete: 0 }, 0, 1],
])("a loss counts once: %s", (_what, capture, verdicts, echoes, responses) => {
  const { total } = sideOf(capture);
  expect(total.verdicts).toMatchObject({ truncated: 1, undetermined: 0, ...verdicts });
  expect(total).toMatchObject({ responses, echoes, failed: 1, judged: 1 + verdicts.complete, unjudged: 0 });
  expect(total).toMatchObject({ lostBytes: 900, unknownLosses: 0 });
  expect(total.lostShare).toEqual({ part: 900, whole: verdicts.complete === 0 ? 1000 : 1003 });
});

test("a build whose hops pass the same losses on is neither better nor worse", () => {
  expect(comparisonOf(both, both).outcome).toBe("equal");
});

test("each target counts its echoes by itself", () => {
  const { rows } = comparisonOf(both, both);
  const counts = rows.map(({ target, before }) => [target?.role, before?.failed, before?.echoes]);
  expect(counts).toEqual(
    expect.arrayContaining([
      ["server", 1, 1],
      ["client", 0, 1],
    ]),
  );
});

describe("a side of several captures", () => {
  const folder = mkdtempSync(join(tmpdir(), "unflushed-echoes-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const captures: Record<string, string> = { "1-proxy": proxyAlone, "2-origin": originAlone, "3-hops": both };
  for (const [name, text] of Object.entries(captures)) writeFileSync(join(folder, `${name}.strace`), text);

  /** What the captures that match on each side come to. */
  async function compared(before: string, after: string) {
    const named = { before: join(folder, before), after: join(folder, after) };
    const reading = { warn: () => {}, onRead: undefined, stdin: process.stdin };
    return compareCaptures(named, await findSides(named), reading);
  }

  test("counts a loss once that two of them show, as one capture of both hops does", async () => {
    const { before, after, outcome } = await compared("[12]-*.strace", "3-hops.strace");
    expect(before.total).toMatchObject({ responses: 3, echoes: 2, failed: 1, judged: 1, lostBytes: 900 });
    expect(before.total.failedShare).toEqual(after.total.failedShare);
    expect(before.total.lostShare).toEqual(after.total.lostShare);
    expect(outcome).toBe("equal");
  });

  test("counts it on the row of the server that lost it", async () => {
    const { rows } = await compared("[12]-*.strace", "3-hops.strace");
    const counts = rows.map(({ target, before }) => [target?.role, before?.failed, before?.echoes]);
    expect(counts).toEqual([
      ["server", 1, 1],
      ["client", 0, 1],
    ]);
  });

  test("counts two losses that have nothing to do with each other twice", async () => {
    writeFileSync(join(folder, "4-other.strace"), originAlone.replaceAll("6000", "6001"));
    const { before } = await compared("[14]-*.strace", "3-hops.strace");
    expect(before.total).toMatchObject({ responses: 3, echoes: 1, failed: 2, lostBytes: 1800 });
  });
});
