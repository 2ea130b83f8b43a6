import { describe, expect, test } from "vitest";
import type { DataEvent } from "../../../../../src/core/protocols/exchange.js";
import { WriteLayout } from "../../../../../src/core/protocols/http1/chunks/write-layout.js";

const event = (more: object): DataEvent =>
  ({ kind: "write", returned: true, error: null, asked: 10, accepted: 10, ...more }) as unknown as DataEvent;
const WHOLE = event({});
const SHORT = event({ accepted: 4 });
const READ = event({ kind: "read" });
const UNRETURNED = event({ returned: false, accepted: 0 });

type Place = "between" | "data" | "elsewhere";

/** What is known after these writes, each with the place in the body where it begins. */
function knownAfter(...writes: readonly (readonly [DataEvent, Place])[]) {
  const layout = new WriteLayout();
  for (const [write, place] of writes) layout.begin(write, place === "between", place === "data");
  return [layout.isOwn, layout.unseenEnd];
}

test("before the first write nothing is known", () => {
  expect(knownAfter()).toEqual([false, "possible"]);
});

test("a whole write is the program's own; one that begins between chunks shows how the program writes", () => {
  expect(knownAfter([WHOLE, "between"])).toEqual([true, "by-layout"]);
  expect(knownAfter([WHOLE, "elsewhere"])).toEqual([true, "possible"]);
});

test("what a client reads, and a write that never returned, are not", () => {
  expect(knownAfter([READ, "between"])).toEqual([false, "possible"]);
  expect(knownAfter([UNRETURNED, "between"])[0]).toBe(false);
});

describe("after a short write", () => {
  test("the next one is its rest: neither is the program's own, and the first one's start counts", () => {
    expect(knownAfter([SHORT, "between"])).toEqual([false, "by-layout"]);
    expect(knownAfter([SHORT, "between"], [WHOLE, "data"])).toEqual([false, "by-layout"]);
    expect(knownAfter([SHORT, "elsewhere"], [WHOLE, "between"])).toEqual([false, "possible"]);
  });

  test("the one after its rest is", () => {
    expect(knownAfter([SHORT, "between"], [WHOLE, "data"], [WHOLE, "between"])).toEqual([true, "by-layout"]);
  });
});

test("a program that gives data a write of its own may do so again", () => {
  expect(knownAfter([WHOLE, "data"], [WHOLE, "between"])).toEqual([false, "by-layout"]);
});
