import fc from "fast-check";
import { expect, test } from "vitest";
import { IndexRanges } from "../../../src/run/filter/index-ranges.js";
import { KeptExchanges } from "../../../src/run/filter/kept-exchanges.js";
import { budget } from "../../budget.js";

const rising = fc.uniqueArray(fc.nat(60)).map((numbers) => numbers.sort((one, other) => one - other));

function rangesOf(numbers: readonly number[]): IndexRanges {
  const ranges = new IndexRanges();
  for (const number of numbers) ranges.add(number);
  return ranges;
}

test("ranges hold what was added, and nothing else", () => {
  fc.assert(
    fc.property(rising, (numbers) => {
      const ranges = rangesOf(numbers);
      const all = Array.from({ length: 62 }, (_, number) => number);
      expect(all.filter((number) => ranges.has(number))).toEqual(numbers);
      expect([ranges.count, ranges.isEmpty]).toEqual([numbers.length, numbers.length === 0]);
    }),
    budget(500),
  );
});

test("a connection that is over has the exchanges that were kept, however many connections there are", () => {
  const kept = new KeptExchanges();
  kept.add("c1", rangesOf([0, 1]), true);
  kept.add("c2", rangesOf([]), false);
  kept.add("c5000", rangesOf([1]), false);
  expect([kept.has("c1", 1), kept.has("c2", 0), kept.has("c5000", 0), kept.has("c5000", 1)]).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect(["c1", "c2", "c3", "c5000", "c9999"].map((id) => kept.isOver(id))).toEqual([true, true, false, true, false]);
});
