import type { Flags } from "../flags.js";
import { table } from "../matrix.js";
import type { FramedComparison } from "./compare.js";

const VERDICTS = ["complete", "truncated", "aborted-by-peer", "overrun", "in-flight", "undetermined", "none"];

/** The results of one server under one set of flags. */
export interface FramedRan {
  readonly protocol: string;
  readonly server: string;
  readonly flags: Flags;
  /** The first line that its version command printed. */
  readonly version: string;
  readonly comparisons: readonly FramedComparison[];
}

/** What the witnesses saw (rows) against the verdicts (columns), as Markdown. */
export function framedConfusion(comparisons: readonly FramedComparison[]): string {
  const columns = VERDICTS.filter((verdict) => comparisons.some((each) => each.verdict === verdict));
  const rows = [...new Set(comparisons.map(experience))].sort();
  const count = (row: string, column: string): number =>
    comparisons.filter((each) => experience(each) === row && each.verdict === column).length;
  return table([
    ["the witness saw", ...columns],
    ...rows.map((row) => [row, ...columns.map((column) => String(count(row, column) || ""))]),
  ]);
}

/** All servers of one protocol under one set of flags. */
export function framedChapter(protocol: string, set: Flags, ran: readonly FramedRan[]): string {
  const own = ran.filter((each) => each.protocol === protocol && each.flags === set);
  if (own.length === 0) return "";
  const all = own.flatMap(({ comparisons }) => comparisons);
  const rows = own.map(({ server, version, comparisons }) => [
    `${server} (${version.replaceAll("|", "")})`,
    String(comparisons.length),
    String(comparisons.filter(({ disagreement }) => disagreement !== null).length),
    reasonsOf(comparisons),
  ]);
  const servers = table([["server", "streams", "disagreements", "undetermined"], ...rows]);
  const open = all.filter(({ verdict }) => verdict === "undetermined").length;
  const share = `${((100 * open) / all.length).toFixed(1)} % undetermined`;
  return `## ${protocol}, ${set.name}: strace ${set.flags}\n\n${share}.\n\n${framedConfusion(all)}\n${servers}`;
}

/** A disagreement on one line. */
export function framedLine({ server, flags, outcome, verdict, disagreement }: FramedComparison): string {
  const { protocol, scenario, port, stream } = outcome;
  const where = `port ${port ?? "-"}${stream === null ? "" : `, stream ${stream}`}`;
  return `${protocol}/${server}, ${flags}, ${scenario}, ${where}: verdict ${verdict}, but ${disagreement}`;
}

function reasonsOf(comparisons: readonly FramedComparison[]): string {
  const open = comparisons.filter(({ verdict }) => verdict === "undetermined").flatMap(({ blindSpots }) => blindSpots);
  return [...new Set(open)].map((spot) => `${open.filter((each) => each === spot).length} ${spot}`).join(", ");
}

/** What the witness saw, in words. */
function experience({ outcome: { end, left } }: FramedComparison): string {
  const words = {
    whole: "an end as it should be",
    unmarked: "an end between records, not marked",
    cut: "an end inside a record or frame",
    unended: "an end before the mark of one",
    short: "less body than declared",
    over: "more body than declared",
    dropped: "the stream reset",
    reset: "the connection reset",
    left: "enough, and left",
    open: "no end",
    nothing: "nothing",
  };
  return left === "half-close" && end !== "left" ? `${words[end]}, after a half-close` : words[end];
}
