import { describe, expect, test } from "vitest";
import { type LaneMoment, momentOf } from "../../../src/page/simulator/model/moment.js";
import { CONNECTED_AT, type PolicyRun, runsOf } from "../../../src/page/simulator/model/runs.js";
import { SimulationScale } from "../../../src/page/simulator/model/scale.js";
import { type SimulationCase, USUAL_CASE } from "../../../src/tools/simulate/case.js";
import type { Policy } from "../../../src/tools/simulate/parameters.js";

function runUnder(policy: Policy, changed: Partial<SimulationCase> = {}): PolicyRun {
  const run = runsOf({ ...USUAL_CASE, ...changed }).find((each) => each.policy === policy);
  if (!run) throw new Error(`no run of ${policy}`);
  return run;
}

/** The moments just before and just after something that the model noted, in microseconds since the start. */
const around = (run: PolicyRun, at: number): LaneMoment[] => [-1, 0].map((by) => momentOf(run, at - CONNECTED_AT + by));

describe("under discard-pending", () => {
  const run = runUnder("discard-pending");
  const ended = run.simulation.accounts[0]?.ended?.at ?? 0;

  test("nothing is there before the request", () => {
    expect(momentOf(run, 0)).toMatchObject({ phase: "idle", outstanding: 0, buffered: 0, read: 0, lost: 0 });
  });

  test("the rest is lost from the SHUT_WR on", () => {
    const [before, after] = around(run, ended);
    expect(before).toMatchObject({ phase: "waiting", accepted: 219_156, lost: 0, endedBy: null });
    expect(after).toMatchObject({ phase: "lost", accepted: 219_156, lost: 14_680_844, endedBy: "shut-wr" });
  });

  test("what the kernel has taken is delivered all the same", () => {
    expect(momentOf(run, run.end)).toMatchObject({ buffered: 0, delivered: 219_156, outstanding: 14_680_844 });
  });
});

test("under the fix every byte is delivered at the end", () => {
  const run = runUnder("flush-before-shutdown");
  expect(momentOf(run, run.end)).toMatchObject({ phase: "complete", delivered: 14_900_000, lost: 0, outstanding: 0 });
});

test.each([
  ["chunked framing", { framing: "chunked", body: 500_000 }],
  ["several requests", { requests: 3, body: 500_000 }],
] as const)("only body bytes count as such with %s", (_, changed) => {
  const run = runUnder("flush-before-shutdown", changed);
  const declared = (run.simulation.accounts[0]?.accounts ?? []).reduce((sum, { body }) => sum + body, 0);
  const last = momentOf(run, run.end);
  expect(last).toMatchObject({ declared, accepted: declared, delivered: declared });
  expect(last.read).toBeGreaterThan(declared);
});

test("what is not sent because the client hung up is no loss of the server", () => {
  const run = runUnder("flush-before-shutdown", { abortAfter: 1_000_000 });
  expect(momentOf(run, run.end).phase).toBe("reader-gone");
});

test("a client that never reads is cut by the end of the process", () => {
  const run = runUnder("flush-before-shutdown", { readRate: 0 });
  expect(momentOf(run, run.end)).toMatchObject({ phase: "lost", endedBy: "exit", delivered: 0 });
});

test("at every time, what was made is in one of the three places", () => {
  const run = runUnder("pending-in-loop", { jitter: 0.5 });
  const wire = run.simulation.accounts[0]?.accounts[0]?.response.wireLength;
  const scale = new SimulationScale(run.end, 40);
  for (let position = 0.4; position <= 1; position += 0.01) {
    const { outstanding, buffered, read } = momentOf(run, scale.time(position));
    expect(Math.abs(outstanding + buffered + read - (wire ?? 0))).toBeLessThan(3); // each is rounded
  }
});

test("a position of the scale and its time belong together", () => {
  const scale = new SimulationScale(745_200, 40);
  for (const at of [0, 1, 50, 312, 10_000, 745_200]) expect(scale.time(scale.position(at))).toBe(at);
  expect(scale.ticks()).toEqual([0, 1_000, 10_000, 100_000, 745_200]);
});
