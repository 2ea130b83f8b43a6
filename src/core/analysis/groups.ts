/** How many responses of one kind there are, and what was lost of them. */
export interface LossCounts {
  readonly responses: number;
  readonly truncated: number;
  /** Those of the truncated ones that came short from another hop: their bytes are counted there. */
  readonly echoes: number;
  /** The outstanding bytes of the other truncated responses. */
  readonly lostBytes: number;
  /** Those of the others whose number of missing bytes is unknown. */
  readonly lostUnknown: number;
}

/** Counts that are still growing. */
export type Counting<T> = { -readonly [K in keyof T]: T[K] };

export function noLoss(): Counting<LossCounts> {
  return { responses: 0, truncated: 0, echoes: 0, lostBytes: 0, lostUnknown: 0 };
}

/** Adds `part` to `total`. */
export function addLoss(total: Counting<LossCounts>, part: LossCounts): void {
  total.responses += part.responses;
  total.truncated += part.truncated;
  total.echoes += part.echoes ?? 0; // results of older programs have none
  total.lostBytes += part.lostBytes;
  total.lostUnknown += part.lostUnknown;
}

/** Counts by key. All keys after the first `most` share one group. */
export class Groups<Key> {
  /** The group of the keys after the first `most`. */
  readonly others = noLoss();
  readonly #known = new Map<Key, Counting<LossCounts>>();

  constructor(private readonly most = Number.POSITIVE_INFINITY) {}

  /** The counts of a key. The caller adds to them. */
  of(key: Key): Counting<LossCounts> {
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#known.size >= this.most) return this.others;
    const made = noLoss();
    this.#known.set(key, made);
    return made;
  }

  /** The groups: most lost bytes first, then most unknown losses, then most responses, then by key. */
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

/** Compares strings for sorting. The order is the same on every machine and in every locale. */
export function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
