import { PUBLIC_TEXT } from "./vocabulary.js";

/** Shorter texts, in bytes, may be in the output by chance. */
const SHORTEST = 8;
/** Of each kind, this many texts are searched for afterwards: the longest. */
const MOST = 8;
/** Bytes of a text that are searched for. */
const LONGEST = 200;
/** A number that is longer than those that stay, also in groups, as card numbers are printed. */
const LONG_NUMBER = /[1-9](?:[ -]?[0-9]){10,}/g;

/** Counts what was replaced, and keeps some of it, so that the output can be searched for it. */
export class Removed {
  readonly counts = new Map<string, number>();
  readonly #longest = new Map<string, Set<string>>();

  count(kind: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }

  add(kind: string, text: string): void {
    this.count(kind);
    const secret = text.slice(0, LONGEST);
    if (secret.length >= SHORTEST && isTelling(secret)) this.#keep(kind, secret);
    for (const number of secret.match(LONG_NUMBER) ?? []) this.#keep("numbers", number);
  }

  #keep(kind: string, secret: string): void {
    const known = this.#longest.get(kind) ?? new Set();
    this.#longest.set(kind, known.add(secret));
    if (known.size < 8 * MOST) return;
    const longest = [...known].sort((one, other) => other.length - one.length).slice(0, MOST);
    this.#longest.set(kind, new Set(longest));
  }

  /** Texts that must not be in the output. */
  get secrets(): string[] {
    return [...this.#longest.values()].flatMap((each) =>
      [...each].sort((one, other) => other.length - one.length).slice(0, MOST),
    );
  }
}

/** True if a text holds a word that is not public. Any other text may be in the output rightly. */
export function isTelling(text: string): boolean {
  return (text.match(/[A-Za-z]{4,}/g) ?? []).some((word) => {
    const lower = word.toLowerCase();
    return !PUBLIC_TEXT.includes(lower) && !/^x+$/.test(lower);
  });
}
