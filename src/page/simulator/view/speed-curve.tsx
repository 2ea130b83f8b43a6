import { grouped } from "../../../core/text/quantities.js";
import type { SimulationCase } from "../../../tools/simulate/case.js";
import { rateText } from "../../../tools/simulate/report/sweep-text.js";
import type { Threshold } from "../../../tools/simulate/sweep.js";
import { LAST_SPEED_STEP, rateAtStep, stepOfRate } from "../model/scale.js";
import { CurveChart } from "./curve-chart.js";
import { useCurve } from "./use-curve.js";

/** The reader's speed as a slider over what arrives at each speed. */
export function SpeedCurve(props: {
  readonly wanted: SimulationCase;
  /** Body bytes that the chosen policy loses at the chosen speed. */
  readonly lost: number;
  readonly onRate: (rate: number) => void;
}) {
  const { wanted, lost, onRate } = props;
  const { curve, isWhole } = useCurve(wanted);
  const own = curve.thresholds.find(({ policy }) => policy === wanted.policy);
  const rate = wanted.readRate === 0 ? "never reads" : rateText(wanted.readRate);
  return (
    <section aria-labelledby="curve-title">
      <h2 id="curve-title">How fast does the client read?</h2>
      <p class="hint">
        Drag the line. The area is the share of the response that arrives under <b>{wanted.policy}</b>; the hatched rest
        is lost.
      </p>
      <div class="curve" aria-busy={!isWhole}>
        <CurveChart curve={curve} own={own} policy={wanted.policy} />
        <input
          type="range"
          name="read-rate-slider"
          min="0"
          max={LAST_SPEED_STEP}
          value={stepOfRate(wanted.readRate)}
          aria-label="speed of the reader"
          aria-valuetext={rate}
          onInput={(event) => onRate(rateAtStep(event.currentTarget.valueAsNumber))}
        />
      </div>
      <p class="curve-now">
        Now: <output name="rate">{rate}</output>, and {wanted.policy} {lostText(lost, wanted.abortAfter !== null)}{" "}
        {!isWhole && "Computing the other speeds..."}
      </p>
      <ul class="thresholds">
        {curve.thresholds.map((threshold) => (
          <li key={threshold.policy}>
            <b>{threshold.policy}</b>: {sentenceOf(threshold)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A client that hangs up is a reason not to send, and no loss. */
function lostText(lost: number, mayHangUp: boolean): string {
  if (lost === 0) return "loses nothing.";
  return mayHangUp ? `does not send ${grouped(lost)} body bytes.` : `loses ${grouped(lost)} body bytes.`;
}

/** A threshold in words. */
function sentenceOf({ cutAt, wholeFrom }: Threshold): string {
  if (cutAt === null) return "At no speed is anything cut.";
  if (wholeFrom === null) return "It is cut at every speed, up to the fastest.";
  return `From ${rateText(wholeFrom)} on nothing is cut.`;
}
