import { execFileSync } from "node:child_process";

/** What a run has to say. */
interface FramedRun {
  /** The streams, the servers and the disagreements, in a sentence. */
  readonly total: string;
  /** The servers that could not run, and why. */
  readonly missing: readonly string[];
  readonly chapters: readonly string[];
  readonly disagreements: readonly string[];
}

/** The page `truth/FRAMED.md`. */
export function framedDocument({ total, missing, chapters, disagreements }: FramedRun): string {
  const strace = execFileSync("strace", ["--version"], { encoding: "utf8" }).split("\n")[0];
  const text = [
    "# The last truth run for TLS, FastCGI and HTTP/2\n",
    "`npm run truth:framed -- --write` wrote this page: real servers under strace, driven over loopback. Below the library of each client",
    "a witness follows the heads of records or frames, so it knows how each stream ended. A row is what the witness saw, a column is the verdict from the",
    "capture alone. One TLS connection is one stream. [honest.ts](framed/honest.ts) says when `undetermined` is right, and",
    "[compare.ts](framed/compare.ts) which verdicts are.\n",
    `Recorded with ${strace}, node ${process.version}, socket buffers of at most 64 KB.\n`,
    `**${total}**\n`,
    ...missing.map((each) => `Not run: ${each}.\n`),
    ...disagreements.map((each) => `Disagreement: ${each}.\n`),
    ...chapters,
  ];
  return `${text.join("\n").trimEnd()}\n`;
}
