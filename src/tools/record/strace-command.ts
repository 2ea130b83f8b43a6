import type { StraceFeatures } from "./strace-version.js";

/** What strace runs, what it attaches to, or both. */
export interface TraceTarget {
  /** A program and its arguments; null to start none. */
  readonly command: readonly string[] | null;
  /** Processes that run already; none if left out. */
  readonly pids?: readonly number[];
}

/** What a terminal or the log of a job would obey. */
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?<=#)#(?=\[)/u;
const EVERY_CONTROL = new RegExp(CONTROL, "gu");

/** How much a capture shows, and with that how much time watching takes. */
export interface Detail {
  /** Names of system calls; those that this strace, or this machine, does not know are left out. */
  readonly calls: readonly string[];
  /** Characters of each string. */
  readonly stringLimit: number;
  /** True to refuse the program an io_uring: it then falls back to plain calls, which strace can show. */
  readonly refusesRing?: boolean;
}

/** Makes the set-up of a ring fail as on a kernel without rings. A strace that does not know the call leaves it alone. */
const REFUSE_RING = ["-e", "inject=?io_uring_setup:error=ENOSYS"];
/** strace tampers only with calls that it traces. */
const RING_SETUP = "io_uring_setup";

/** strace's arguments. `output` is what follows `-o`: a file, or a pipe with `|` in front; null if that is left open. */
export function straceArguments(
  detail: Detail,
  target: TraceTarget,
  output: string | null,
  features: StraceFeatures,
): string[] {
  const { command, pids = [] } = target;
  const refusesRing = detail.refusesRing === true && features.inject;
  const calls = refusesRing ? new Set([...detail.calls, RING_SETUP]) : detail.calls;
  return [
    "-f",
    // only calls that are wanted stop the program; the filter has to be there before a program starts
    ...(command && features.seccompBpf ? ["--seccomp-bpf"] : []),
    "-tt",
    "-yy",
    "-s",
    String(detail.stringLimit),
    "-e",
    `trace=${[...calls].map((name) => `?${name}`).join(",")}`,
    ...(refusesRing ? REFUSE_RING : []),
    ...(output === null ? [] : ["-o", output]),
    // a strace that starts a program and writes to a file is deaf to SIGINT, which makes it detach
    ...(command && pids.length > 0 ? ["-I", "2"] : []),
    ...pids.flatMap((pid) => ["-p", String(pid)]),
    ...(command ? ["--", ...command] : []),
  ];
}

/** A line that a shell reads as these words; one line, whatever they hold. */
export function shellLine(words: readonly string[]): string {
  return words.map(shellWord).join(" ");
}

function shellWord(word: string): string {
  if (CONTROL.test(word)) return `$'${word.replaceAll(/['\\]/g, "\\$&").replaceAll(EVERY_CONTROL, escaped)}'`;
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Byte by byte: what a shell makes of `\u` depends on its locale. */
function escaped(control: string): string {
  return [...new TextEncoder().encode(control)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}
