import { expect, test } from "vitest";
import { effectiveCalls } from "../../../src/core/sockets/effective-calls.js";
import { callRow, callsWhere } from "../../../src/core/syscalls/rows.js";
import { FULL, NARROW } from "../../../src/tools/record/recorded-calls.js";

test("every call that the analysis looks at is recorded, and no other", () => {
  expect(new Set(FULL.calls)).toEqual(new Set(effectiveCalls));
});

test("--narrow records nothing that would not be looked at", () => {
  expect(NARROW.calls.filter((name) => !effectiveCalls.has(name))).toEqual([]);
});

test("--narrow hides no way to write: a whole response would look short", () => {
  const writes = callsWhere(({ to, effect }) => to !== undefined && effect !== undefined);
  expect([...writes]).toContain("splice");
  expect(NARROW.calls).toEqual(expect.arrayContaining([...writes]));
});

test("--narrow leaves reads alone", () => {
  expect(NARROW.calls.filter((name) => callRow(name)?.effect === "read")).toEqual([]);
});
