import type { AcceptedSamples, StreamEnd } from "../../story/samples.js";
import type { Palette } from "../../text/colors.js";
import { duration } from "../../text/duration.js";
import type { PlotSymbols } from "./symbols.js";
import type { TimeAxis } from "./time-axis.js";

/** The rows below a chart that mark when writes were refused, and when the stream and the socket ended. */
export function lanes(
  { all, refused, shut, over, hasTimes }: AcceptedSamples,
  time: TimeAxis,
  labelWidth: number,
  symbols: PlotSymbols,
  paint: Palette,
): string[] {
  const first = all[0]?.at ?? 0;
  const lane = (name: string, row: string): string => `${name.padStart(labelWidth)} ${symbols.side}${row}`.trimEnd();
  const endLane = ({ at, name }: StreamEnd): string => {
    const column = time.columnOf(at);
    const mark = time.isLater(at) ? symbols.later : symbols.end;
    const when = hasTimes ? `+${duration(Math.max(0, at - first))}` : "";
    const before = column > when.length ? `${when} `.padStart(column) : "".padEnd(column);
    const after = before.trim() === "" && when !== "" && column + 2 + when.length <= time.columns ? ` ${when}` : "";
    return paint.strong(lane(name, `${when === "" ? "".padEnd(column) : before}${mark}${after}`));
  };
  return [
    ...(refused.length > 0 ? [paint.warning(lane("refused write", refusedRow(refused, time, symbols)))] : []),
    ...(shut ? [endLane(shut)] : []),
    ...(over ? [endLane(over)] : []),
  ];
}

function refusedRow(refused: readonly number[], time: TimeAxis, symbols: PlotSymbols): string {
  const marked = new Set(refused.map((at) => time.columnOf(at)));
  return Array.from({ length: time.columns }, (_, column) => (marked.has(column) ? symbols.refused : " ")).join("");
}
