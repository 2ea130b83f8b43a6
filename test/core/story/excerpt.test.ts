import fc from "fast-check";
import { expect, test } from "vitest";
import { Excerpt } from "../../../src/core/story/excerpt.js";

const filled = (count: number, matters?: (item: number) => boolean): Excerpt<number> => {
  const excerpt = new Excerpt<number>(matters);
  for (let item = 0; item < count; item++) excerpt.add(item);
  return excerpt;
};

test("a short sequence is kept whole", () => {
  expect(filled(800).items).toEqual(Array.from({ length: 800 }, (_, item) => ({ item, leftOut: 0 })));
});

test("of a long one the first and the last are kept, and the gap between them is counted", () => {
  const items = filled(10_000).items;
  expect(items.map(({ item }) => item)).toEqual([
    ...Array.from({ length: 400 }, (_, index) => index),
    ...Array.from({ length: 400 }, (_, index) => 9_600 + index),
  ]);
  expect(items.filter(({ leftOut }) => leftOut > 0)).toEqual([{ item: 9_600, leftOut: 9_200 }]);
});

test("what matters is kept from between", () => {
  const items = filled(10_000, (item) => item === 5_000).items;
  expect(items.filter(({ leftOut }) => leftOut > 0)).toEqual([
    { item: 5_000, leftOut: 4_600 },
    { item: 9_600, leftOut: 4_599 },
  ]);
});

test("however long it is and whatever matters, every item is kept or counted, in order, within bounds", () => {
  fc.assert(
    fc.property(fc.nat(5_000), fc.integer({ min: 1, max: 50 }), (count, every) => {
      const items = filled(count, (item) => item % every === 0).items;
      const leftOut = items.reduce((sum, kept) => sum + kept.leftOut, 0);
      expect(items.length + leftOut).toBe(count);
      expect(items.length).toBeLessThanOrEqual(1_200);
      expect(items.map(({ item }) => item)).toEqual([...items.map(({ item }) => item)].sort((a, b) => a - b));
    }),
  );
});
