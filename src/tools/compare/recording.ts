import type { ComparedSide } from "./side.js";

/** Options that cost the traced program nothing, or show only where there is something to cut. */
const CHEAP = /^-(?:o|s)\b/;

/** strace's options on each side, as far as the lines tell, where they differ in one that slows the program down. */
export function recordedDifferently(
  before: ComparedSide,
  after: ComparedSide,
): { before: string; after: string } | null {
  const options = { before: optionsOf(before), after: optionsOf(after) };
  return options.before === options.after ? null : options;
}

function optionsOf({ captures }: ComparedSide): string {
  const all = captures.flatMap(({ recordedWith }) => recordedWith).filter((option) => !CHEAP.test(option));
  return [...new Set(all)].sort().join(" ") || "no options";
}
