import { describe, expect, test } from "vitest";
import { HOP_FLOATS } from "../../../src/core/paths/hop-fields.js";
import { HopWindow } from "../../../src/core/paths/hop-window.js";
import { hop } from "./a-hop.js";

/** So many are known (docs/explain/design.md, "What is kept"). */
const SIZE = 16_384;

/** Hops of connections 1 to `count`, as the engine lays them out: of a server, each reported a line after the one before. */
function hops(count: number): Float64Array {
  const floats = new Float64Array(count * HOP_FLOATS);
  const integers = new Int32Array(floats.buffer);
  for (let at = 0; at < count; at++) {
    integers[at * 2 * HOP_FLOATS + 12] = at + 1; // the connection
    integers[at * 2 * HOP_FLOATS + 33] = at + 1; // the line at which it was reported
  }
  return floats;
}

describe.each([1, 64, 65, 1_000, SIZE, SIZE + 1, 2 * SIZE + 7])("of %i exchanges", (count) => {
  test.each([1, 50, count])("that come %i at a time, the latest are known, the latest first", (batch) => {
    const all = hops(count);
    const window = new HopWindow();
    for (let at = 0; at < count; at += batch) window.add(all.slice(at * HOP_FLOATS, (at + batch) * HOP_FLOATS));
    const known = [...window.answersTo(hop({ role: "client", requestLine: 0, target: 0, declaredBytes: 0 }))];
    const expected = Array.from({ length: Math.min(count, SIZE) }, (_, back) => count - back);
    expect(known.map(({ connection }) => connection)).toEqual(expected);
    expect(window.latest?.connection).toBe(count);
  });
});

test("of none, none is known", () => {
  const window = new HopWindow();
  window.add(new Float64Array(0));
  expect([window.latest, ...window.answersTo(hop({ role: "client", requestLine: 0 }))]).toEqual([null]);
});
