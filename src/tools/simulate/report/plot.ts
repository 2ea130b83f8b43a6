import { type ChartFrame, chartAxis, chartColumns, chartMarker, chartRows } from "../../../core/text/chart.js";
import { duration } from "../../../core/text/duration.js";
import type { Page } from "../../../core/text/page.js";
import { grouped } from "../../../core/text/quantities.js";
import { wrap } from "../../../core/text/wrap.js";
import type { ConnectionAccount } from "../account.js";
import type { BufferSample } from "../samples.js";

const FRAME: ChartFrame = { height: 5, labelWidth: 12 };

/**
 * Plots sent, buffered and outstanding bytes of the first connection: three charts with the same time axis.
 *
 * @param sndbuf bytes that the socket buffer holds
 */
export function simulationPlot(
  samples: readonly BufferSample[],
  [account, ...others]: readonly ConnectionAccount[],
  sndbuf: number,
  page: Page,
): string {
  const { paint, width, unicode } = page;
  const [first, last] = [samples[0], samples.at(-1)];
  if (!account || !first || !last) return "no response was written\n";
  const columns = chartColumns(width, FRAME);
  const total = Math.max(1, ...samples.map(({ sent, outstanding }) => sent + outstanding));
  const chart = (title: string, what: string, top: number, valueAt: (at: number) => number): string => {
    const series = Array.from({ length: columns }, (_, column) => {
      return valueAt(first.at + ((last.at - first.at) * column) / (columns - 1));
    });
    return [`${paint.strong(title)}: ${what}`, ...chartRows([series], top, { ...FRAME, unicode })].join("\n");
  };
  return [
    chart("sent", "bytes that the kernel accepted, head and body", total, (at) => stepAt(samples, at).sent),
    chart("buffered", "accepted, and not read by the client yet", sndbuf, (at) => bufferedAt(samples, at)),
    chart("outstanding", "still in the program's own buffer", total, (at) => stepAt(samples, at).outstanding),
    chartAxis("0", `+${duration((last.at - first.at) / 1e6)}`, columns, FRAME),
    ...endMark(account, first.at, last.at, columns),
    "",
    wrap((others.length > 0 ? "first connection: " : "") + verdictLine(account, first.at, page), width, "  "),
    "",
  ].join("\n");
}

/** The newest sample up to a time. */
function stepAt(samples: readonly BufferSample[], at: number): BufferSample {
  return samples.findLast((sample) => sample.at <= at) ?? (samples[0] as BufferSample);
}

/** Between two samples the reader reads at an even pace. */
function bufferedAt(samples: readonly BufferSample[], at: number): number {
  const index = samples.findLastIndex((sample) => sample.at <= at);
  const [before, after] = [samples[index], samples[index + 1]];
  if (!before) return 0;
  if (!after || after.sent > before.sent) return before.buffered;
  return before.buffered + ((after.buffered - before.buffered) * (at - before.at)) / (after.at - before.at);
}

/** Marks the time at which the program ended the stream. */
function endMark({ ended }: ConnectionAccount, first: number, last: number, columns: number): string[] {
  if (!ended || ended.at < first || ended.at > last) return [];
  const share = (ended.at - first) / Math.max(1, last - first);
  return [chartMarker(nameOf(ended.by), share, columns, FRAME)];
}

function nameOf(by: "shut-wr" | "close" | "exit"): string {
  return { "shut-wr": "SHUT_WR", close: "close", exit: "exit" }[by];
}

function verdictLine({ accounts, ended, peerGone }: ConnectionAccount, first: number, { paint }: Page): string {
  const declared = accounts.reduce((sum, { body }) => sum + body, 0);
  const accepted = accounts.reduce((sum, { response }) => sum + response.bodyWritten, 0);
  const when = ended ? `, ${nameOf(ended.by)} at +${duration((ended.at - first) / 1e6)}` : "";
  const counts = `${grouped(accepted)} of ${grouped(declared)} body bytes accepted${when}`;
  if (accounts.every(({ response }) => response.isWritten)) return `${paint.good("complete")}: ${counts}`;
  if (peerGone) return `${paint.note("aborted by the peer")}: ${counts}`;
  return `${paint.error("truncated")}: ${counts}, ${grouped(declared - accepted)} outstanding`;
}
