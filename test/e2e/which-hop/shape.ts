import { expect } from "vitest";

/** What differs from run to run, and what stands for it. The body's length, counts, statuses and exit codes are the same in all. */
const VARIES: readonly (readonly [RegExp, string])[] = [
  [/\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/g, "DATE"],
  [/\b(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d+(?: UTC)?/g, "CLOCK"],
  [/\+?[\d.]+ (?:us|ms|s)\b/g, "TIME"],
  [/\d+#\d+: \*\d+/g, "PID"],
  [/\[\d+\]/g, "[PID]"],
  [/\bpid \d+/g, "pid PID"],
  [/\b(fd|inode) \d+/g, "$1 NUMBER"],
  [/\bc\d+\b/g, "CONNECTION"],
  [/^ *\d+(?= (?:\||TIME| +TIME))/gm, "LINE"],
  [/:\d+(?= +CONNECTION)/g, ":LINE"],
  [/\b(line|capture,) \d+/g, "$1 LINE"],
  [/(?<![\d,])(?!14,?900,?000\b)(?:\d{1,3}(?:,\d{3})+|\d{4,})\b/g, "BYTES"],
  [/\((?:\d+x)\)/g, "(TIMES)"],
  [/\s+/g, " "], // lines are folded at another place if a number is longer
  [/(LINE (?:\| )?TIME (?:\[PID\] )?writev[^a-z]* short )\1+/g, "$1"], // nginx reads meanwhile, and makes room for another write
];

/** A text of which only that is left which is the same in all runs. */
export function shape(text: string): string {
  return VARIES.reduce((shaped, [what, name]) => shaped.replaceAll(what, name), text).trim();
}

/** Expects that `output` has what the page says, in the page's order. */
export function expectParts(output: string, parts: readonly string[]): void {
  let rest = shape(output);
  for (const part of parts.map(shape)) {
    expect(rest).toContain(part);
    rest = rest.slice(rest.indexOf(part) + part.length);
  }
}
