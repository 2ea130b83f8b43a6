import { expect, test } from "vitest";
import { readers } from "../../../src/core/sockets/handlers/read.js";
import { writers } from "../../../src/core/sockets/handlers/write.js";
import { handlers } from "../../../src/core/sockets/handlers.js";
import { FULL, NARROW } from "../../../src/tools/record/recorded-calls.js";

test("every call that the analysis looks at is recorded, and no other", () => {
  expect(new Set(FULL.calls)).toEqual(new Set(handlers.keys()));
});

test("--narrow records nothing that would not be looked at", () => {
  expect(NARROW.calls.filter((name) => !handlers.has(name))).toEqual([]);
});

test("--narrow hides no way to write: a whole response would look short", () => {
  expect(NARROW.calls).toEqual(expect.arrayContaining(Object.keys(writers)));
});

test("--narrow leaves reads alone", () => {
  expect(NARROW.calls.filter((name) => name in readers)).toEqual([]);
});
