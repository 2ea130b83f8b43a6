import { expect, test } from "vitest";
import type { FindingRecord } from "../../../src/core/records/record.js";
import type { Ignore } from "../../../src/run/config/config.js";
import { suppressorOf } from "../../../src/run/config/ignores.js";

const finding = {
  rule: "close-outstanding",
  request: { method: "GET", target: "/files/a.iso", line: 2 },
  peer: "127.0.0.1:5000",
} as FindingRecord;

const reasonFor = (ignores: readonly Ignore[], found: FindingRecord = finding): string | null =>
  suppressorOf(ignores)(found)?.reason ?? null;

test("a rule, a target or a peer alone is enough", () => {
  expect(reasonFor([{ rule: "close-outstanding", reason: "a" }])).toBe("a");
  expect(reasonFor([{ target: "/files/*", reason: "a" }])).toBe("a");
  expect(reasonFor([{ peer: "127.0.0.1:*", reason: "a" }])).toBe("a");
});

test("all given criteria must match", () => {
  expect(reasonFor([{ rule: "close-outstanding", target: "/files/*", peer: "127.0.0.1:*", reason: "a" }])).toBe("a");
  expect(reasonFor([{ rule: "exit-outstanding", target: "/files/*", reason: "a" }])).toBe(null);
  expect(reasonFor([{ rule: "close-outstanding", target: "/files", reason: "a" }])).toBe(null);
  expect(reasonFor([{ target: "/files/*", peer: "127.0.0.1", reason: "a" }])).toBe(null);
});

test("the reason of the first match is reported", () => {
  const ignores = [
    { rule: "race-window", reason: "a" },
    { target: "*", reason: "b" },
    { peer: "*", reason: "c" },
  ];
  expect(reasonFor(ignores)).toBe("b");
  expect(suppressorOf(ignores)(finding)).toEqual({ by: "ignore", reason: "b" });
});

test("an unknown request or peer matches no pattern, not even a star", () => {
  const unknown = { ...finding, request: null, peer: null };
  expect(reasonFor([{ target: "*", reason: "a" }], unknown)).toBe(null);
  expect(reasonFor([{ peer: "*", reason: "a" }], unknown)).toBe(null);
});
