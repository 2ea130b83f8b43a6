import fc from "fast-check";
import { expect, test } from "vitest";
import type { ComparedRow, SideComparison } from "../../../src/tools/compare/comparison.js";
import { compareJson } from "../../../src/tools/compare/report/json.js";
import { budget } from "../../budget.js";
import {
  abandoned,
  aborted,
  comparisonOf,
  cut,
  overrun,
  reset,
  stalled,
  times,
  unclear,
  waited,
  whole,
} from "./captures.js";

/** A capture of a few targets, each asked for a few times with any outcome. */
const target = fc.constantFrom("GET /a", "GET /b", "POST /c");
const response = fc.oneof(
  fc.tuple(fc.constantFrom(whole, waited, unclear, aborted, overrun, reset, stalled), target),
  fc.tuple(
    fc.integer({ min: 0, max: 999 }).map((accepted) => (request: string) => cut(request, accepted)),
    target,
  ),
  fc.constant([abandoned, ""] as const),
);
const capture = fc
  .array(fc.tuple(response, fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.map(([[make, request], count]) => times(count, make(request))).join(""));

const keyOf = ({ target }: ComparedRow): string => `${target?.method} ${target?.target}`;
const byKey = ({ rows }: SideComparison): Map<string, ComparedRow> => new Map(rows.map((row) => [keyOf(row), row]));

test("a capture is never worse than itself, nor better", () => {
  fc.assert(
    fc.property(capture, (text) => {
      const { outcome, rows, reasons } = comparisonOf(text, text);
      expect(["equal", "unproven"]).toContain(outcome);
      for (const { change } of rows) expect(["equal", "unproven"]).toContain(change);
      // what it cannot prove, it cannot for lack of judged responses alone
      for (const { code } of reasons) expect(code).not.toBe("undetermined-decides");
    }),
    budget(100),
  );
});

test("the other way round every figure changes sides, and what was better is worse", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(capture, capture, (one, other) => {
      const forth = comparisonOf(one, other);
      const back = comparisonOf(other, one);
      const [there, here] = [forth, back].map((each) => JSON.parse(compareJson(each, "0")));
      expect(here.before.total).toEqual(there.after.total);
      expect(here.after.total).toEqual(there.before.total);
      const rows = byKey(back);
      expect(new Set(rows.keys())).toEqual(new Set(byKey(forth).keys()));
      for (const row of forth.rows) {
        const mirrored = rows.get(keyOf(row));
        expect(MIRRORED[row.change], `${row.change} forth, ${mirrored?.change} back`).toContain(mirrored?.change);
        seen.add(row.change);
      }
      if (forth.outcome === "better") expect(back.outcome).toBe("worse");
    }),
    { numRuns: 300 }, // without a limit: every change has to come up
  );
  expect(seen).toEqual(new Set(Object.keys(MIRRORED)));
});

/** What a row may be the other way round. Worse in one measure and better in another is worse both ways. */
const MIRRORED: Readonly<Record<ComparedRow["change"], readonly ComparedRow["change"][]>> = {
  better: ["worse"],
  equal: ["equal", "unproven"],
  worse: ["better", "worse", "unproven", "equal"],
  unproven: ["unproven", "equal", "worse"],
  "only-before": ["only-after"],
  "only-after": ["only-before"],
};
