import { expect, test } from "vitest";
import { type DeviationRecord, placeOf } from "../../../src/core/records/deviation.js";
import { type FindingIdentity, identityOf, keyOf } from "../../../src/core/records/finding-identity.js";

const request = { method: "GET", target: "/a", line: 2 };
const found = { rule: "close-outstanding", role: "server", cause: "close", request } as const;

test("the identity of a finding holds nothing that differs from recording to recording", () => {
  const { request: _, ...same } = found;
  expect(identityOf(found)).toEqual({ ...same, method: "GET", target: "/a" });
  expect(identityOf({ ...found, request: null })).toEqual({ ...same, method: null, target: null });
});

test("two findings have one key only if they agree in all of it", () => {
  const identity = identityOf(found);
  const others: Partial<FindingIdentity>[] = [
    ...[{ rule: "exit-outstanding" }, { role: "client" as const }, { method: "POST" }],
    ...[{ target: "/b" }, { target: null }, { cause: "exit" as const }],
  ];
  const keys = [identity, ...others.map((other) => ({ ...identity, ...other }))].map(keyOf);
  expect(new Set(keys).size).toBe(others.length + 1);
  expect(keyOf(identityOf({ ...found, request: { ...request, line: 9 } }))).toBe(keys[0]);
});

test("the place of a deviation has the line of the expectation, if one states it", () => {
  const place = (line: number | null) => placeOf({ path: "a.strace", line } as DeviationRecord);
  expect([place(null), place(3)]).toEqual(["a.strace", "a.strace:3"]);
});
