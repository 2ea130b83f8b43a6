import { useEffect, useState } from "preact/hooks";
import type { SimulationCase } from "../../../tools/simulate/case.js";
import { type Curve, curveSteps } from "../model/curve.js";

/** Milliseconds of work between two breaths, so that the page goes on answering. */
const SLICE = 8;

/** The curve of a case, and whether it is still being computed. Meanwhile it is as far as it has come. */
export function useCurve(wanted: SimulationCase): { readonly curve: Curve; readonly isWhole: boolean } {
  const [state, setState] = useState<{ curve: Curve; isWhole: boolean }>({
    curve: { points: [], thresholds: [] },
    isWhole: false,
  });
  const about = JSON.stringify({ ...wanted, readRate: 0 }); // the curve is about all speeds
  useEffect(() => {
    const steps = curveSteps(wanted);
    let timer = setTimeout(function work() {
      const until = performance.now() + SLICE;
      let step = steps.next();
      while (!step.done && performance.now() < until) step = steps.next();
      const { points, thresholds } = step.value;
      setState({ curve: { points: [...points], thresholds: [...thresholds] }, isWhole: step.done === true });
      if (!step.done) timer = setTimeout(work);
    });
    return () => clearTimeout(timer);
  }, [about]);
  return state;
}
