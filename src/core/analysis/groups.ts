/** Responses of one kind, and what was lost of them. */
export interface LossCounts {
  readonly responses: number;
  readonly truncated: number;
  /** Outstanding bytes of the truncated ones. */
  readonly lostBytes: number;
  /** Truncated ones of which nobody knows how much is missing. */
  readonly lostUnknown: number;
}

/** A `Loss` that still grows. */
export type Counting<T> = { -readonly [K in keyof T]: T[K] };

export function noLoss(): Counting<LossCounts> {
  return { responses: 0, truncated: 0, lostBytes: 0, lostUnknown: 0 };
}

/** Adds `part` to `total`. */
export function addLoss(total: Counting<LossCounts>, part: LossCounts): void {
  total.responses += part.responses;
  total.truncated += part.truncated;
  total.lostBytes += part.lostBytes;
  total.lostUnknown += part.lostUnknown;
}

/** Counts by key; of keys beyond the first `most` only what they come to together. */
export class Groups<Key> {
  readonly others = noLoss();
  readonly #known = new Map<Key, Counting<LossCounts>>();

  constructor(private readonly most = Number.POSITIVE_INFINITY) {}

  of(key: Key): Counting<LossCounts> {
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#known.size >= this.most) return this.others;
    const made = noLoss();
    this.#known.set(key, made);
    return made;
  }

  /** What lost most first; those alike in that by how many they are, then by their keys. */
  sorted(): (readonly [Key, LossCounts])[] {
    return [...this.#known].sort(
      ([key, one], [otherKey, other]) =>
        other.lostBytes - one.lostBytes ||
        other.lostUnknown - one.lostUnknown ||
        other.responses - one.responses ||
        byCodeUnits(String(key), String(otherKey)),
    );
  }
}

/** The order of strings that is the same on every machine. */
export function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
