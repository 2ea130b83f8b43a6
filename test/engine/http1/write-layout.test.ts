import { describe, expect, test } from "vitest";
import { LogReader } from "../streams/read-log.js";
import { engine } from "./parser-log.js";

/** A call, as far as a layout looks at it. */
interface Call {
  readonly isWrite: boolean;
  readonly returned: boolean;
  readonly isRefused: boolean;
}

const WHOLE: Call = { isWrite: true, returned: true, isRefused: false };
const SHORT: Call = { ...WHOLE, isRefused: true };
const READ: Call = { ...WHOLE, isWrite: false };
const UNRETURNED: Call = { ...WHOLE, returned: false };

type Place = "between" | "data" | "elsewhere";

/** After these writes, each with the place in the body where it begins: the last is its own; the end is sure by the layout. */
function knownAfter(...writes: readonly (readonly [Call, Place])[]): boolean[] {
  engine.call("newLayout");
  let known = [false, false];
  for (const [{ isWrite, returned, isRefused }, place] of writes) {
    engine.call("layOut", isWrite, returned, isRefused, place === "between", place === "data");
    const log = new LogReader(engine);
    known = [log.flag(), log.flag()];
  }
  return known;
}

test("a whole write is the program's own; one that begins between chunks shows how the program writes", () => {
  expect(knownAfter([WHOLE, "between"])).toEqual([true, true]);
  expect(knownAfter([WHOLE, "elsewhere"])).toEqual([true, false]);
});

test("what a client reads, and a write that never returned, are not", () => {
  expect(knownAfter([READ, "between"])).toEqual([false, false]);
  expect(knownAfter([UNRETURNED, "between"])[0]).toBe(false);
});

describe("after a short write", () => {
  test("the next one is its rest: neither is the program's own, and the first one's start counts", () => {
    expect(knownAfter([SHORT, "between"])).toEqual([false, true]);
    expect(knownAfter([SHORT, "between"], [WHOLE, "data"])).toEqual([false, true]);
    expect(knownAfter([SHORT, "elsewhere"], [WHOLE, "between"])).toEqual([false, false]);
  });

  test("the one after its rest is", () => {
    expect(knownAfter([SHORT, "between"], [WHOLE, "data"], [WHOLE, "between"])).toEqual([true, true]);
  });
});

test("a program that gives data a write of its own may do so again", () => {
  expect(knownAfter([WHOLE, "data"], [WHOLE, "between"])).toEqual([false, true]);
});
