import fc from "fast-check";
import { expect, test } from "vitest";
import { HOP_FLOATS, HopNumbers } from "../../../src/core/paths/hop-fields.js";
import { evidenceOfEnds } from "../../../src/core/paths/two-ends.js";
import { wholeBudget } from "../../budget.js";
import { hop } from "./a-hop.js";

/** 0: the capture does not show it. */
const few = fc.constantFrom(0, 1, 2);
const facts = fc.record({
  here: few,
  there: few,
  target: few,
  declaredBytes: fc.constantFrom(null, 500, 1000),
  acceptedBytes: fc.constantFrom(null, 100, 200),
  process: fc.constantFrom(1, 2),
  thread: fc.constantFrom(1, 2),
  requestLine: fc.nat(30),
  responseLine: fc.nat(30),
});

/** A server's exchange as the engine lays it out, as far as its other end is looked for. */
function laidOut({ here, there, target, declaredBytes }: ReturnType<typeof hop>): HopNumbers {
  const numbers = new HopNumbers(new Float64Array(HOP_FLOATS));
  const integers = new Int32Array(numbers.floats.buffer);
  integers.set([here, there], 31);
  integers[24] = target;
  numbers.floats[3] = declaredBytes ?? Number.NaN;
  return numbers;
}

test("a server that is passed over before its exchange is read is at the other end of no client", () => {
  let passedOver = 0;
  let found = 0;
  fc.assert(
    fc.property(facts, facts, (ofServer, ofClient) => {
      const server = hop({ ...ofServer, socket: 1 });
      const client = hop({ ...ofClient, role: "client", socket: 2 });
      const isOtherEnd = evidenceOfEnds(server, client) > 0;
      const mayBe = laidOut(server).mayBeOtherEndOf(0, client);
      if (isOtherEnd) found++;
      if (!mayBe) passedOver++;
      expect(mayBe || !isOtherEnd).toBe(true);
    }),
    wholeBudget(4_000),
  );
  expect(Math.min(found, passedOver)).toBeGreaterThan(100);
});
