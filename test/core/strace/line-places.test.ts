import { describe, expect, test } from "vitest";
import { LinePlaces, type Place } from "../../../src/core/strace/line-places.js";

/** What is told to a map, and the same as a plain list. */
function merged(files: number, turns: Iterable<readonly [file: number, lines: number, skipped?: number]>) {
  const places = new LinePlaces();
  const names = Array.from({ length: files }, (_, index) => `srv.${100 + index}`);
  places.begin(names);
  const next = names.map(() => 1);
  const expected: Place[] = [];
  for (const [file, lines, skipped = 0] of turns) {
    next[file] = (next[file] ?? 0) + skipped;
    for (let count = 0; count < lines; count++) {
      const line: number = next[file] ?? 0;
      next[file] = line + 1;
      places.add(file, line);
      expected.push({ file: names[file] ?? "", line });
    }
  }
  return { places, expected };
}

/** The same numbers in every run (Park and Miller, 1988). */
function* randomTurns(count: number, files: number): Generator<readonly [number, number, number]> {
  let seed = 42;
  const draw = (below: number): number => {
    seed = (seed * 48271) % 0x7fffffff;
    return seed % below;
  };
  for (let turn = 0; turn < count; turn++) {
    yield [draw(files), draw(20) === 0 ? 1 + draw(300) : 1 + draw(3), draw(50) === 0 ? draw(1000) : 0];
  }
}

describe("every line of the merged stream leads back to its file", () => {
  test("a file speaks, then another, then the first again", () => {
    const { places } = merged(2, [
      [0, 2],
      [1, 1],
      [0, 1],
    ]);
    const shown = [1, 2, 3, 4].map((line) => places.of(line)).map((at) => `${at?.file}:${at?.line}`);
    expect(shown).toEqual(["srv.100:1", "srv.100:2", "srv.101:1", "srv.100:3"]);
  });

  test.each([1, 2, 16, 300])("drawn turns of %i files", (files) => {
    const { places, expected } = merged(files, randomTurns(5000, files));
    expect(expected.map((_, index) => places.of(index + 1))).toEqual(expected);
  });

  test("a line that was put together of several makes the next one stand further down", () => {
    const { places } = merged(1, [
      [0, 1],
      [0, 1, 2],
    ]);
    expect(places.of(2)).toEqual({ file: "srv.100", line: 4 });
  });

  test("while lines still come, and not beyond them", () => {
    const { places } = merged(1, [[0, 3]]);
    expect([places.of(3)?.line, places.of(4), places.of(0)]).toEqual([3, null, null]);
  });
});

test("a capture of one file has no such places", () => {
  expect(new LinePlaces().isSet).toBe(false);
  expect(new LinePlaces().of(1)).toBeNull();
});

test("a million lines whose threads take turns at each line need less than three megabytes", () => {
  const { places } = merged(
    8,
    Array.from({ length: 1_000_000 }, (_, turn) => [turn % 8, 1] as const),
  );
  expect(places.size).toBeLessThan(3_000_000);
  expect(places.of(999_999)).toEqual({ file: "srv.106", line: 125_000 });
});
