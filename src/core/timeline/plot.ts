import { type ChartFrame, chartColumns, chartMarker, chartRows } from "../text/chart.js";
import type { Page } from "../text/page.js";

/** Body bytes that the kernel had accepted at one time. */
export interface AcceptedSample {
  /** Seconds; if the capture has no times, the count of calls so far. */
  readonly at: number;
  /** Bytes of all response bodies of the connection. */
  readonly accepted: number;
}

const FRAME: ChartFrame = { height: 10, labelWidth: 16 };

/**
 * Draws accepted bytes over time below a line at the declared length, at most as wide as the page, and marks the end
 * of the stream with `name`. Empty if there are no samples.
 *
 * @param declared bytes that the latest response declared; null if it declared none
 * @param end the sample at which the stream ended; null if it did not end
 */
export function acceptedPlot(
  samples: readonly AcceptedSample[],
  declared: number | null,
  end: AcceptedSample | null,
  name: string,
  { width, unicode }: Pick<Page, "width" | "unicode">,
): string {
  const first = samples[0]?.at;
  const last = end?.at ?? samples.at(-1)?.at;
  if (first === undefined || last === undefined) return "";
  const columns = chartColumns(width, FRAME);
  const accepted = resample(samples, first, last, columns);
  const series = declared === null ? [accepted] : [new Array<number>(columns).fill(declared), accepted];
  const rows = chartRows(series, Math.max(declared ?? 1, ...accepted), { ...FRAME, unicode });
  if (!end) return rows.join("\n");
  const share = last === first ? 1 : (end.at - first) / (last - first);
  return [...rows, chartMarker(name, share, columns, FRAME)].join("\n");
}

/** A step function: each column shows the newest value up to its time. */
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
