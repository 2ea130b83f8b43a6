import type { FirstLine } from "./first-lines.js";

/** What `tail` prints in front of the lines of each of several files; `strace -ff` names a file for each thread. */
const HEADER = /^==> .*\.\d+ <==$/;

/** True if the files of several threads stand below each other: nothing says which of their calls came first. */
export function areTails(lines: readonly FirstLine[]): boolean {
  return lines.filter(({ text }) => HEADER.test(text)).length > 1;
}
