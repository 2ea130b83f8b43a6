import { plot } from "asciichart";
import { grouped } from "../text/quantities.js";

/** Accepted body bytes at a moment; `at` is seconds, or a count of calls where the capture has no times. */
export interface AcceptedSample {
  readonly at: number;
  readonly accepted: number;
}

const HEIGHT = 10;
const LABEL = 16;

/**
 * Accepted bytes over time against the declared length, at most `width` columns wide, with the moment of
 * the end marked below. Empty where there is nothing to draw: asciichart throws on an empty series.
 */
export function acceptedPlot(
  samples: readonly AcceptedSample[],
  declared: number | null,
  end: AcceptedSample | null,
  name: string,
  width: number,
): string {
  const first = samples[0]?.at;
  const last = end?.at ?? samples.at(-1)?.at;
  if (first === undefined || last === undefined) return "";
  const columns = Math.max(10, Math.min(100, width - LABEL - 3));
  const accepted = resample(samples, first, last, columns);
  const top = declared ?? Math.max(1, ...accepted);
  const format = (value: number): string => grouped(Math.round(value)).padStart(LABEL);
  const series = declared === null ? [accepted] : [new Array<number>(columns).fill(declared), accepted];
  const chart = plot(series, { height: HEIGHT, min: 0, max: Math.max(top, ...accepted, 1), format });
  return end ? `${chart}\n${marker(end, first, last, columns, name)}` : chart;
}

/** A step function: in each column the newest value up to its time. */
function resample(samples: readonly AcceptedSample[], first: number, last: number, columns: number): number[] {
  const values: number[] = [];
  let next = 0;
  let current = 0;
  for (let column = 0; column < columns; column++) {
    const until = first + ((last - first) * column) / (columns - 1);
    for (
      let sample = samples[next];
      sample && (sample.at <= until || column === columns - 1);
      sample = samples[++next]
    ) {
      current = sample.accepted;
    }
    values.push(current);
  }
  return values;
}

function marker(end: AcceptedSample, first: number, last: number, columns: number, name: string): string {
  const share = last === first ? 1 : (end.at - first) / (last - first);
  const column = LABEL + 2 + Math.round(share * (columns - 1));
  const label = `${name} ^`;
  return `${" ".repeat(Math.max(0, column - label.length + 1))}${label}`;
}
