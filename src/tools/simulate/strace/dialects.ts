import { traceExpression } from "../../../core/syscalls/trace-expression.js";
import type { TracedCalls } from "../../../core/syscalls/traced-calls.js";
import type { ArgumentStyle } from "./strace-text.js";

/** The options of strace: its columns, its strings and its filter. */
export interface PrintedDialect extends ArgumentStyle {
  /** The options as a user would type them. */
  readonly options: string;
  /** `[pid N]` on standard error, a bare number in a file, or no column at all (without -f). */
  readonly pid: "brackets" | "column" | "none";
  readonly time: "-tt" | "-ttt" | "-r" | "none";
  /** `-T`: prints how long each call took. */
  readonly hasDurations: boolean;
  /** The calls that `-e trace=` lets through. */
  readonly calls: TracedCalls;
}

const FULL = "-e trace=network,desc,process";

function dialect(
  options: string,
  pid: PrintedDialect["pid"],
  time: PrintedDialect["time"],
  decoration: PrintedDialect["decoration"],
  stringLimit: number,
): PrintedDialect {
  const calls = traceExpression(/-e trace=(\S+)/.exec(options)?.[1] ?? "all") as TracedCalls; // known when this was written
  return { options, pid, time, decoration, stringLimit, hasDurations: options.includes("-T"), calls };
}

/** Dialects that users of strace choose, by a name for each. */
export const DIALECTS = {
  standard: dialect(`-f -tt -yy -s 256 ${FULL}`, "brackets", "-tt", "-yy", 256),
  file: dialect(`-f -ttt -T -y -s 512 ${FULL} -o FILE`, "column", "-ttt", "-y", 512),
  relative: dialect(`-f -r -s 256 ${FULL}`, "brackets", "-r", "none", 256),
  bare: dialect(`-s 256 ${FULL}`, "none", "none", "none", 256),
  "short-strings": dialect(`-f -tt ${FULL}`, "brackets", "-tt", "none", 32),
  narrow: dialect("-f -s 256 -e trace=writev,sendto,shutdown", "brackets", "none", "none", 256),
  network: dialect("-f -tt -yy -s 256 -e trace=network", "brackets", "-tt", "-yy", 256),
} as const satisfies Record<string, PrintedDialect>;

export type DialectName = keyof typeof DIALECTS;
export const DIALECT_NAMES = Object.keys(DIALECTS) as DialectName[];
