import type { FirstLine } from "./first-lines.js";

/** What `tail` prints in front of the lines of each of several files; `strace -ff` names a file for each thread. */
const HEADER = /^==> .*\.\d+ <==$/;
/** `[pid XXXX] `: a person masked the pids that strace prints while several threads live. */
const MASKED = /^.{0,80}?\[pid +(?!\d+[\]<])[^\]\s]{1,16}\] /;

/**
 * True if the first lines show that nobody can say which thread called, or which thread called first: the files of several
 * threads stand below each other, or the pids are masked.
 */
export function isOrderLost(lines: readonly FirstLine[]): boolean {
  return [HEADER, MASKED].some((form) => lines.filter(({ text }) => form.test(text)).length > 1);
}
