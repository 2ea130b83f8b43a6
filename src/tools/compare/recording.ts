import type { ComparedSide } from "./side.js";

/** What `recordedWith` says of columns in front of the lines is none. */
const OPTION = /^-/;
/** Options that cost the traced program nothing. `-s` costs something only when there is a string to cut. */
const CHEAP = /^-(?:o|s)\b/;

/** strace's options on both sides, as the lines show them, if they differ in one that slows the program down; or null. */
export function recordedDifferently(
  before: ComparedSide,
  after: ComparedSide,
): { before: string; after: string } | null {
  const options = { before: optionsOf(before), after: optionsOf(after) };
  return options.before === options.after ? null : options;
}

function optionsOf({ captures }: ComparedSide): string {
  const all = captures
    .flatMap(({ recordedWith }) => recordedWith)
    .filter((option) => OPTION.test(option) && !CHEAP.test(option));
  return [...new Set(all)].sort().join(" ") || "no options";
}
