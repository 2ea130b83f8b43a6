import fc from "fast-check";
import { share } from "../share.js";

/** Seconds since the epoch, as `-ttt` prints them. */
const TIME = /(\d{10}\.\d{6}) /;

const at = (lines: readonly string[], where: number): number => Math.floor(where * lines.length);

/** Pieces of a capture, put together in another order. */
const moved = fc.array(share, { minLength: 1, maxLength: 4 }).map((cuts) => (lines: readonly string[]): string[] => {
  const places = [0, ...cuts.map((cut) => at(lines, cut)), lines.length].sort((one, other) => one - other);
  return places
    .slice(1)
    .map((end, index) => lines.slice(places[index], end))
    .reverse()
    .flat();
});

/** Lines that change places with the one after them. */
const swapped = fc
  .array(share, { minLength: 1, maxLength: 6 })
  .map((places) => (lines: readonly string[]): string[] => {
    const all = [...lines];
    for (const place of places) all.splice(at(all, place), 0, ...all.splice(at(all, place) + 1, 1));
    return all;
  });

const stepped = fc
  .tuple(share, fc.constantFrom(0.0005, 0.3, 5, 3_600, 90_000))
  .map(([where, seconds]) => (lines: readonly string[]): string[] => {
    const from = at(lines, where);
    return lines.map((line, index) =>
      index < from ? line : line.replace(TIME, (_, time) => `${(Number(time) - seconds).toFixed(6)} `),
    );
  });

/** From some line on, `-r`: what passed since the line before. */
const relative = fc.tuple(share, share).map(([from, to]) => (lines: readonly string[]): string[] => {
  const [first, last] = [at(lines, from), at(lines, to)];
  return lines.map((line, index) => (index < first || index > last ? line : line.replace(TIME, "     0.000150 ")));
});

/** What makes the times of a capture run back: lines that were moved, a clock that was set back, times of two kinds. */
export const disorder: fc.Arbitrary<(text: string) => string> = fc
  .array(fc.oneof(moved, swapped, stepped, relative), { minLength: 1, maxLength: 3 })
  .map((changes) => (text) => {
    const lines = text.split("\n").slice(0, -1);
    return changes
      .reduce((all, change) => change(all), lines)
      .map((line) => `${line}\n`)
      .join("");
  });
