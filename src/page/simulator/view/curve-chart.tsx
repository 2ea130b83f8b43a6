import type { Policy } from "../../../tools/simulate/parameters.js";
import { rateText } from "../../../tools/simulate/report/sweep-text.js";
import type { Threshold } from "../../../tools/simulate/sweep.js";
import type { Curve } from "../model/curve.js";

/** Positions across the chart, for a speed. */
const LEAST = 1e6;
const DECADES = 4;
const across = (rate: number): number => Math.min(1, Math.max(0, Math.log10(rate / LEAST) / DECADES));

const WIDTH = 1000;
const HEIGHT = 200;

/** Share that arrives, by the speed of the reader; what does not is hatched. */
export function CurveChart({
  curve,
  own,
  policy,
}: {
  readonly curve: Curve;
  readonly own: Threshold | undefined;
  readonly policy: Policy;
}) {
  const line = curve.points.map(({ rate, share }) => `${across(rate) * WIDTH},${(1 - share) * HEIGHT}`);
  const last = across(curve.points.at(-1)?.rate ?? LEAST) * WIDTH;
  const least = Math.min(1, ...curve.points.map(({ share }) => share));
  const from = own?.cutAt == null ? null : own.wholeFrom;
  return (
    <div class="chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`share that arrives under ${policy}, from ${percent(least)} upwards, by the speed of the reader`}
      >
        <defs>
          <pattern id="hatch" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="hatch-ground" width="10" height="10" />
            <rect class="hatch-line" width="2" height="10" />
          </pattern>
        </defs>
        {line.length > 1 && (
          <>
            <rect width={last} height={HEIGHT} fill="url(#hatch)" />
            <polygon class="arrives" points={`0,${HEIGHT} ${line.join(" ")} ${last},${HEIGHT}`} />
            <polyline class="edge" points={line.join(" ")} vector-effect="non-scaling-stroke" />
          </>
        )}
        {from !== null && (
          <line
            class="threshold"
            x1={across(from) * WIDTH}
            x2={across(from) * WIDTH}
            y2={HEIGHT}
            vector-effect="non-scaling-stroke"
          />
        )}
      </svg>
      <svg class="chart-labels" aria-hidden="true">
        {least < 0.8 && (
          <text x="8" y="24" class="area-name">
            lost
          </text>
        )}
        {curve.points.at(-1)?.share === 1 && (
          <text x="100%" dx="-8" y="150" text-anchor="end" class="area-name">
            arrives
          </text>
        )}
        {from !== null && (
          <text
            class="threshold-name"
            x={`${across(from) * 100}%`}
            dx={across(from) > 0.75 ? -6 : 6}
            y="76"
            text-anchor={across(from) > 0.75 ? "end" : "start"}
          >
            whole from {rateText(from)}
          </text>
        )}
      </svg>
      <svg class="ticks" aria-hidden="true">
        {[0, 1, 2, 3, 4].map((decade) => (
          <text
            key={decade}
            x={`${(decade / DECADES) * 100}%`}
            y="12"
            text-anchor={decade === 0 ? "start" : decade === DECADES ? "end" : "middle"}
          >
            {rateText(LEAST * 10 ** decade)}
          </text>
        ))}
      </svg>
    </div>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
