import { distance } from "fastest-levenshtein";

/** How many edits a typo takes at most. At least half of the name must be right in any case. */
const TYPO = 3;

/** How many characters have to be added, left out or replaced to get from one text to the other. */
export function edits(one: string, other: string): number {
  return distance(one, other);
}

/** ` (did you mean X?)` if one of the names is similar to what was written; otherwise an empty text. */
export function suggestion(written: string, names: readonly string[]): string {
  const name = nearest(written, names);
  return name === null ? "" : ` (did you mean ${name}?)`;
}

/** The name that is most similar to what was written; null if none is similar. */
export function nearest(written: string, names: readonly string[]): string | null {
  const near = names.map((name) => ({ name, edits: distance(written.toLowerCase(), name.toLowerCase()) }));
  const [best] = near.sort((one, other) => one.edits - other.edits);
  return best && best.edits <= Math.min(TYPO, best.name.length / 2) ? best.name : null;
}
