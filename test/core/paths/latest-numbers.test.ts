import { describe, expect, test } from "vitest";
import { LatestNumbers } from "../../../src/core/paths/latest-numbers.js";

const SIZE = 8;

/** Adds a number for each thing; null: the thing has none. */
function known(numbers: readonly (number | null)[]): LatestNumbers {
  const latest = new LatestNumbers(SIZE);
  for (const [at, number] of numbers.entries()) if (number !== null) latest.add(at + 1, number);
  return latest;
}

describe("of some things that have numbers", () => {
  test("those that have one are found, the latest first", () => {
    expect(known([5, 7, 5]).of(5, 3)).toEqual([3, 1]);
  });

  test("numbers with the same last bits are told apart, also negative ones", () => {
    expect(known([5, 5 + SIZE, 5 - SIZE, 5]).of(5 - SIZE, 4)).toEqual([3]);
  });

  test("a number that none has is not found", () => {
    expect(known([5]).of(0, 1)).toEqual([]);
  });
});

describe("of more things than are known", () => {
  const cycle = Array.from({ length: 5 * SIZE }, (_, at) => at % 3);

  test.each([0, 1, 2])("the latest with the number %i are found, and no older ones", (number) => {
    const expected = cycle.flatMap((each, at) => (each === number && at >= 4 * SIZE ? [at + 1] : [])).reverse();
    expect(known(cycle).of(number, cycle.length)).toEqual(expected);
  });

  test("one is forgotten, too, if those that came since have no numbers", () => {
    const without = Array.from({ length: SIZE }, () => null);
    expect(known([5, ...without.slice(1)]).of(5, SIZE)).toEqual([1]);
    expect(known([5, ...without]).of(5, SIZE + 1)).toEqual([]);
  });
});
