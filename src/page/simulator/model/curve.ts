import type { SimulationCase } from "../../../tools/simulate/case.js";
import { POLICIES } from "../../../tools/simulate/parameters.js";
import { deliveryOf, ratesBetween, type Threshold, thresholdSteps } from "../../../tools/simulate/sweep.js";

/** How many reader speeds a curve has. */
const POINTS = 81;

/** What a policy delivers to readers of all speeds. */
export interface Curve {
  /** Bytes a second, and the share of the body bytes that was accepted, from 0 to 1. */
  readonly points: readonly { readonly rate: number; readonly share: number }[];
  readonly thresholds: readonly Threshold[];
}

/** Computes the curve of the case's policy, and the thresholds of all. It pauses after each simulation, and yields what it has so far. */
export function* curveSteps(wanted: SimulationCase): Generator<Curve, Curve> {
  const points: Curve["points"][number][] = [];
  for (const rate of ratesBetween(POINTS)) {
    const { accepted, declared } = deliveryOf({ ...wanted, readRate: rate });
    points.push({ rate, share: declared === 0 ? 1 : accepted / declared });
    yield { points, thresholds: [] };
  }
  const thresholds: Threshold[] = [];
  for (const policy of POLICIES) {
    const steps = thresholdSteps({ ...wanted, policy });
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        thresholds.push(step.value);
        break;
      }
      yield { points, thresholds };
    }
  }
  return { points, thresholds };
}
