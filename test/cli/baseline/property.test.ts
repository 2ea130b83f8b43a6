import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { RecordLine } from "../../../src/core/records/record-line.js";
import { AtEnd } from "../../../src/run/at-end.js";
import { BaselineCheck } from "../../../src/run/baseline/check.js";
import { RunOutcome } from "../../../src/run/outcome.js";
import { budget } from "../../budget.js";
import { type Capture, documentOf, firing, formats, nasty, recordsOf, samples } from "../../core/formats/documents.js";

const folder = mkdtempSync(join(tmpdir(), "unflushed-baseline-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "baseline.json");

/** Runs over captures held as text; returns what was told behind the baseline. */
function run(captures: readonly Capture[], isUpdated: boolean): { outcome: RunOutcome; told: RecordLine[] } {
  const told: RecordLine[] = [];
  const outcome = new RunOutcome({
    wantsConnections: true,
    eventNeed: "none",
    take: (line) => told.push(line),
    takeExchanges: () => {},
    warning: () => {},
  });
  const check = new BaselineCheck(file, isUpdated, [], outcome, new AtEnd());
  const lines = recordsOf(captures);
  for (const line of lines.slice(0, -1)) check.take(line);
  check.finish();
  for (const line of lines.slice(-1)) check.take(line);
  check.publish(false);
  return { outcome, told };
}

const small = [...samples.filter(({ text }) => text.length < 10_000), ...firing, nasty];
const foreign = fc.array(fc.stringMatching(/^[a-z #]{0,30}$/), { maxLength: 5 });
/** The same captures twice, the second time in another order and below lines that are not strace's. */
const twoRuns = fc.uniqueArray(fc.constantFrom(...small), { maxLength: 6 }).chain((first) =>
  fc.record({
    first: fc.constant(first),
    second: fc
      .tuple(fc.shuffledSubarray(first, { minLength: first.length }), fc.array(foreign, { minLength: 6, maxLength: 6 }))
      .map(([shuffled, lines]) =>
        shuffled.map(({ path, text }, index) => ({
          path,
          text: (lines[index] ?? []).map((line) => `${line}\n`).join("") + text,
        })),
      ),
  }),
);

test("a run never deviates from its own baseline, however its captures are shuffled and its lines moved", () => {
  fc.assert(
    fc.property(twoRuns, ({ first, second }) => {
      rmSync(file, { force: true });
      run(first, true);
      const written = readFileSync(file, "utf8");
      for (const captures of [first, second]) {
        const { outcome, told } = run(captures, false);
        expect(told.filter(({ kind }) => kind === "deviation").map(({ text }) => text)).toEqual([]);
        expect(outcome).toMatchObject({ levels: new Set(), hasDeviated: false });
        const annotations = documentOf(formats.github?.() ?? {}, told).split("\n");
        expect(annotations.filter((line) => line !== "" && !line.includes("nothing judged"))).toEqual([]);
      }
      run(second, true);
      expect(readFileSync(file, "utf8")).toBe(written);
    }),
    budget(40),
  );
});
