import { execFileSync } from "node:child_process";
import { basename } from "node:path";
import { table } from "../matrix.js";
import type { PathComparison, PathVerdict } from "./compare.js";
import { DIALECTS } from "./dialects.js";
import type { ChainRan } from "./judge.js";

const COLUMNS = ["right", "undecided", "wrong", "false"] as const;

/** The chains, the requests and what came out, in a sentence. */
export function totalOf(ran: readonly ChainRan[]): string {
  const all = comparisonsOf(ran);
  const chains = new Set(ran.map(({ truth }) => truth.chain)).size;
  const counts = COLUMNS.map((each) => `${count(all, each)} ${each}`).join(", ");
  return `${all.length} requests through ${chains} chains, ${lossesIn(ran)} with a loss: ${counts}.`;
}

/** A comparison on one line. */
export function comparisonLine({ chain, dialect, way, request, verdict, why }: PathComparison): string {
  const about = request ? `${request.play}: ${request.target}` : "a path";
  return `${verdict}: ${chain}, ${dialect}, ${way}: ${about}: ${why ?? ""}`;
}

/** What is wrong or false in a recording. */
export function badOnes({ comparisons }: ChainRan): PathComparison[] {
  return comparisons.filter(({ verdict }) => verdict === "wrong" || verdict === "false");
}

/** The page `truth/CHAINS.md`; `isAgain` if captures of an earlier run were judged. */
export function chainsDocument(ran: readonly ChainRan[], missing: readonly string[], isAgain: boolean): string {
  const strace = execFileSync("strace", ["--version"], { encoding: "utf8" }).split("\n")[0];
  const chains = [...new Set(ran.map(({ truth }) => truth.chain))];
  const bad = ran.flatMap((each) => {
    const captures = each.truth.captures.map((name) => `${basename(each.folder)}/${name}`).join(", ");
    return badOnes(each).map((one) => `- ${comparisonLine(one)} (${captures})`);
  });
  const text = [
    "# The last truth run for paths through proxies\n",
    "`npm run truth:chains -- --write` wrote this page: real proxies and servers in chains of two and three hops, each hop under strace. The",
    "harness knows at which hop it cut a response, and the client what it got. A path is right if its origin is a process of the hop that",
    "lost bytes first. It is undecided if no path has an origin, and false if nothing was lost. [compare.ts](chains/compare.ts) says it in full,",
    "and [all.ts](chains/all.ts) which chains there are.\n",
    `Recorded with ${strace}, node ${process.version}, socket buffers of at most 64 KB.${isAgain ? " The captures were kept, and judged again." : ""}\n`,
    `**${totalOf(ran)}**\n`,
    ...missing.map((each) => `Not run: ${each}.\n`),
    ...reasons(ran),
    ...contradictions(ran),
    "## By strace flags and way\n",
    "together: one strace over a shell that starts all hops; attached: one `strace -p`; separate: a strace for each hop.\n",
    dialects(ran),
    "## By chain\n",
    counts("chain", chains, (chain) => ran.filter(({ truth }) => truth.chain === chain)),
    "## By scenario\n",
    scenarios(ran),
    ...(bad.length > 0 ? ["## What is wrong or false\n", ...bad] : []),
  ];
  return `${text.join("\n").trimEnd()}\n`;
}

/** Why requests are undecided, each reason with its count. */
function reasons(ran: readonly ChainRan[]): string[] {
  const open = comparisonsOf(ran).filter(({ verdict }) => verdict === "undecided");
  const whys = [...new Set(open.map(({ why }) => why))].map(
    (why) => `${open.filter((each) => each.why === why).length} ${why}`,
  );
  return whys.length > 0 ? [`Undecided: ${whys.join(", ")}.\n`] : [];
}

function contradictions(ran: readonly ChainRan[]): string[] {
  const found = ran.flatMap(({ truth }) => truth.contradicted);
  if (found.length === 0) return [];
  const plays = [...new Set(found.map(({ play }) => play))].map(
    (play) => `${found.filter((each) => each.play === play).length} ${play}`,
  );
  return [`Not compared, because the outcome was not what the scenario was to bring about: ${plays.join(", ")}.\n`];
}

function dialects(ran: readonly ChainRan[]): string {
  const sets = DIALECTS.flatMap(({ name, flags, ways }) => ways.map((way) => ({ name, flags, way })));
  const label = ({ flags, way }: (typeof sets)[number]): string => `\`${flags}\`, ${way}`;
  return counts("recorded", sets.map(label), (row) =>
    ran.filter(({ truth }) =>
      sets.some((set) => label(set) === row && set.name === truth.dialect && set.way === truth.way),
    ),
  );
}

/** A table with a row for each name. */
function counts(title: string, rows: readonly string[], pick: (row: string) => readonly ChainRan[]): string {
  const cells = rows.map((row) => {
    const some = pick(row);
    const paths = some.reduce((sum, each) => sum + each.paths, 0);
    const all = comparisonsOf(some);
    return [row, all.length, lossesIn(some), paths, ...COLUMNS.map((each) => count(all, each))].map(String);
  });
  return table([[title, "requests", "with a loss", "paths", ...COLUMNS], ...cells]);
}

function scenarios(ran: readonly ChainRan[]): string {
  const all = comparisonsOf(ran).filter(({ request }) => request !== null);
  const plays = [...new Set(all.map(({ request }) => request?.play ?? ""))].sort();
  const rows = plays.map((play) => {
    const some = all.filter(({ request }) => request?.play === play);
    return [play, some.length, ...COLUMNS.map((each) => count(some, each))].map(String);
  });
  return table([["scenario", "requests", ...COLUMNS], ...rows]);
}

function comparisonsOf(ran: readonly ChainRan[]): PathComparison[] {
  return ran.flatMap(({ comparisons }) => comparisons);
}

function count(all: readonly PathComparison[], verdict: PathVerdict): number {
  return all.filter((each) => each.verdict === verdict).length;
}

function lossesIn(ran: readonly ChainRan[]): number {
  return comparisonsOf(ran).filter(({ request }) => request?.originHop != null).length;
}
