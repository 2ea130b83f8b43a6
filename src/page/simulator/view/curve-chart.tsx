import { useEffect, useRef } from "preact/hooks";
import type { Policy } from "../../../tools/simulate/parameters.js";
import type { Threshold } from "../../../tools/simulate/sweep.js";
import { fitPlace } from "../../viewer/chart/fit-place.js";
import { useIsPrinting } from "../../viewer/use-page.js";
import type { Curve } from "../model/curve.js";
import { type SpeedPlot, speedPlot } from "./speed-plot.js";

interface CurveChartProps {
  readonly curve: Curve;
  readonly own: Threshold | undefined;
  readonly policy: Policy;
}

/** Share that arrives, by the speed of the reader; what does not is hatched. */
export function CurveChart({ curve, own, policy }: CurveChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<SpeedPlot | null>(null);
  const isPrinting = useIsPrinting();
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const made = speedPlot(element, element.clientWidth);
    plot.current = made;
    const release = fitPlace(element, { resize: () => made.resize(element.clientWidth), redraw: made.redraw });
    return () => {
      release();
      made.destroy();
      plot.current = null;
    };
  }, []);
  useEffect(() => plot.current?.show({ points: curve.points, own }), [curve, own]);
  useEffect(() => {
    if (place.current) plot.current?.resize(place.current.clientWidth); // paper is narrower
    plot.current?.redraw();
  }, [isPrinting]);
  const least = Math.min(1, ...curve.points.map(({ share }) => share));
  const about = `share that arrives under ${policy}, from ${percent(least)} upwards, by the speed of the reader`;
  return <div class="speed-plot" ref={place} role="img" aria-label={about} />;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
