import { execFileSync } from "node:child_process";
import type { Comparison } from "./compare.js";
import type { Flags } from "./flags.js";
import { confusion, disagreementsOf, type Ran, reasonsOf, table } from "./matrix.js";

/** What a run has to say, besides what it ran. */
interface Run {
  readonly ran: readonly Ran[];
  readonly sets: readonly Flags[];
  /** The exchanges, the servers and the disagreements, in a sentence. */
  readonly total: string;
  /** The servers that could not run, and why. */
  readonly missing: readonly string[];
  /** True if captures of an earlier run were judged again. */
  readonly isAgain: boolean;
}

/** The page `truth/RESULTS.md`. */
export function documentText({ ran, sets, total, missing, isAgain }: Run): string {
  const strace = execFileSync("strace", ["--version"], { encoding: "utf8" }).split("\n")[0];
  const text = [
    "# The last truth run\n",
    "`npm run truth -- --write` wrote this page: real servers under strace, driven over loopback by a client that reads fast or",
    "slowly, pipelines, half-closes, leaves and resets. A row is what that client got, a column is the verdict from the capture",
    "alone. A server runs once under each set of flags; [flags.ts](flags.ts) says what each can hold, and",
    "[honest.ts](honest.ts) when `undetermined` is right.",
    "If a close resets the connection, the capture does not show what still arrived: `undetermined`, with the finding",
    "`reset-discards-response`, agrees with everything and with a reset.\n",
    `Recorded with ${strace}, node ${process.version}, socket buffers of at most 64 KB.${isAgain ? " The captures were kept, and judged again." : ""}\n`,
    `**${total}**\n`,
    ...missing.map((each) => `Not run: ${each}.\n`),
    ...sets.map((set) =>
      chapter(
        set,
        ran.filter(({ flags }) => flags === set),
      ),
    ),
  ];
  return `${text.join("\n").trimEnd()}\n`;
}

/** All servers under one set of flags: what they gave together, and each. */
function chapter(set: Flags, ran: readonly Ran[]): string {
  if (ran.length === 0) return "";
  const all: Comparison[] = ran.flatMap(({ comparisons }) => comparisons);
  const rows = ran.map(({ server, version, comparisons }) => [
    `${server} (${version.replaceAll("|", "")})`,
    String(comparisons.length),
    String(disagreementsOf(comparisons)),
    reasonsOf(comparisons),
  ]);
  const servers = table([["server", "exchanges", "disagreements", "undetermined"], ...rows]);
  return `## ${set.name}: strace ${set.flags}\n\n${confusion(all)}\n${servers}`;
}
