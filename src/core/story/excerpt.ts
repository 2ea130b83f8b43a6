/** How many are kept of each, unless somebody says otherwise: the first items, those that matter, the last items. */
const KEPT = 400;

/** An item that is kept, and how many items just before it are not. */
export interface ExcerptItem<T> {
  readonly item: T;
  readonly leftOut: number;
}

/**
 * Keeps an excerpt of a sequence of any length: the first items, the last ones, and between them some that matter, at most 400 of
 * each.
 */
export class Excerpt<T> {
  readonly #kept: ExcerptItem<T>[] = [];
  /** The last items, as a ring: the next one replaces the item at `#next`. */
  readonly #last: T[] = [];
  #next = 0;
  #leftOut = 0;
  #middle = 0;

  /** @param most how many are kept of each */
  constructor(
    private readonly matters: (item: T) => boolean = () => false,
    private readonly most = KEPT,
  ) {}

  add(item: T): void {
    if (this.#kept.length < this.most) {
      this.#kept.push({ item, leftOut: 0 });
      return;
    }
    const oldest = this.#last[this.#next];
    this.#last[this.#next] = item;
    this.#next = (this.#next + 1) % this.most;
    if (oldest !== undefined) this.#pass(oldest);
  }

  /** How many items are kept. */
  get size(): number {
    return this.#kept.length + this.#last.length;
  }

  /** The items that are kept, in order. */
  get items(): ExcerptItem<T>[] {
    const last = [...this.#last.slice(this.#next), ...this.#last.slice(0, this.#next)];
    return [...this.#kept, ...last.map((item, index) => ({ item, leftOut: index === 0 ? this.#leftOut : 0 }))];
  }

  #pass(item: T): void {
    if (this.#middle >= this.most || !this.matters(item)) {
      this.#leftOut++;
      return;
    }
    this.#middle++;
    this.#kept.push({ item, leftOut: this.#leftOut });
    this.#leftOut = 0;
  }
}
