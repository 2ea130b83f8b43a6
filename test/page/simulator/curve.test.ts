import { expect, test } from "vitest";
import { type Curve, curveSteps } from "../../../src/page/simulator/model/curve.js";
import { LAST_SPEED_STEP, rateAtStep, stepOfRate } from "../../../src/page/simulator/model/scale.js";
import { USUAL_CASE } from "../../../src/tools/simulate/case.js";
import { deliveriesBetween, sweepReadRate } from "../../../src/tools/simulate/sweep.js";

function wholeCurve(): Curve {
  const steps = curveSteps(USUAL_CASE);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

test("the curve and its thresholds are those of the sweep, though it is computed in small steps", () => {
  const { points, thresholds } = wholeCurve();
  expect(thresholds).toEqual(sweepReadRate(USUAL_CASE).thresholds);
  const deliveries = deliveriesBetween(USUAL_CASE, points.length);
  expect(points).toEqual(
    deliveries.map(({ rate, delivery }) => ({ rate, share: delivery.accepted / delivery.declared })),
  );
});

test("a curve that is under way has what was computed so far", () => {
  const steps = curveSteps(USUAL_CASE);
  steps.next();
  const { value, done } = steps.next();
  expect({ done, points: value.points.length, thresholds: value.thresholds }).toEqual({
    done: false,
    points: 2,
    thresholds: [],
  });
});

test("the slider goes from 1 MB/s to 10 GB/s, and each of its steps is a speed of its own", () => {
  const rates = Array.from({ length: LAST_SPEED_STEP + 1 }, (_, step) => rateAtStep(step));
  expect([rates[0], rates.at(-1)]).toEqual([1e6, 10e9]);
  expect(new Set(rates).size).toBe(rates.length);
  expect(rates.map(stepOfRate)).toEqual(rates.map((_, step) => step));
});

test("a speed that the slider does not have is at its end", () => {
  expect([stepOfRate(0), stepOfRate(5), stepOfRate(1e12)]).toEqual([0, 0, LAST_SPEED_STEP]);
});
