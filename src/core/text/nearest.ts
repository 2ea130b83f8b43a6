import { distance } from "fastest-levenshtein";

/** How many edits a typo takes at most. At least half of the name must be right in any case. */
const TYPO = 3;

/** ` (did you mean X?)` if one of the names is similar to what was written; otherwise an empty text. */
export function suggestion(written: string, names: readonly string[]): string {
  const near = names.map((name) => ({ name, edits: distance(written.toLowerCase(), name.toLowerCase()) }));
  const [best] = near.sort((one, other) => one.edits - other.edits);
  return best && best.edits <= Math.min(TYPO, best.name.length / 2) ? ` (did you mean ${best.name}?)` : "";
}
