import { distance } from "fastest-levenshtein";

/** Edits that a typo takes at most; half of the name stands in any case. */
const TYPO = 3;

/** ` (did you mean X?)` where one of the names is near to what was written; otherwise empty. */
export function suggestion(written: string, names: readonly string[]): string {
  const near = names.map((name) => ({ name, edits: distance(written.toLowerCase(), name.toLowerCase()) }));
  const [best] = near.sort((one, other) => one.edits - other.edits);
  return best && best.edits <= Math.min(TYPO, best.name.length / 2) ? ` (did you mean ${best.name}?)` : "";
}
