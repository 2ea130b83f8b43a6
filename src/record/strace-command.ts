import type { StraceFeatures } from "./strace-version.js";

/** What strace runs, or attaches to. */
export type Target = { readonly command: readonly string[] } | { readonly pid: number };

/** How much a capture shows, and with that how much time watching takes. */
export interface Detail {
  /** Names of system calls; those that this strace, or this machine, does not know are left out. */
  readonly calls: readonly string[];
  /** Characters of each string. */
  readonly stringLimit: number;
}

/** strace's arguments. `output` is what follows `-o`: a file, or a pipe with `|` in front. */
export function straceArguments(detail: Detail, target: Target, output: string, features: StraceFeatures): string[] {
  const startsProgram = "command" in target;
  return [
    "-f",
    // only calls that are wanted stop the program; the filter has to be there before a program starts
    ...(startsProgram && features.seccompBpf ? ["--seccomp-bpf"] : []),
    "-tt",
    "-yy",
    "-s",
    String(detail.stringLimit),
    "-e",
    `trace=${detail.calls.map((name) => `?${name}`).join(",")}`,
    "-o",
    output,
    ...(startsProgram ? ["--", ...target.command] : ["-p", String(target.pid)]),
  ];
}

/** A line that a shell reads as these words. */
export function shellLine(words: readonly string[]): string {
  return words.map(shellWord).join(" ");
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
