import { expect, test } from "vitest";
import type { SimulationCase } from "../../../src/tools/simulate/case.js";
import { FAMOUS } from "../../../src/tools/simulate/parameters.js";
import { deliveryOf, sweepReadRate } from "../../../src/tools/simulate/sweep.js";

const { bodies: _, arrival: __, ...client } = FAMOUS.client;
const famous: SimulationCase = { ...FAMOUS.server, ...client, body: 14_900_000, connections: 1, requests: 1, seed: 1 };

test("under discard-pending a response is cut up to a speed of the reader, and whole from there on", () => {
  const { thresholds } = sweepReadRate(famous);
  const [bug, ...fixes] = thresholds;
  const { cutAt, wholeFrom } = bug ?? {};
  if (cutAt == null || wholeFrom == null) throw new Error("no threshold");
  const fateAt = (readRate: number) => deliveryOf({ ...famous, readRate });
  expect(fateAt(cutAt).accepted).toBeLessThan(14_900_000);
  expect(fateAt(wholeFrom).accepted).toBe(14_900_000);
  expect(wholeFrom / cutAt).toBeLessThan(1.011);
  expect(fixes.map((fix) => fix.cutAt)).toEqual([null, null, null]);
});

test("watching hides the bug: the more a call costs under strace, the slower the readers that are spared", () => {
  const [watched, untraced] = [80, 10].map(
    (callCost) => sweepReadRate({ ...famous, callCost }).thresholds[0]?.wholeFrom ?? 0,
  );
  expect(watched).toBeLessThan(untraced ?? 0);
});
