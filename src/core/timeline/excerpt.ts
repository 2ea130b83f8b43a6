/** How many of each: the first, those that matter, the last. */
const KEPT = 400;

/** Something kept, and how many before it were not. */
export interface ExcerptItem<T> {
  readonly item: T;
  readonly leftOut: number;
}

/** Of a sequence of any length the first items, the last, and of those between the ones that matter. */
export class Excerpt<T> {
  readonly #kept: ExcerptItem<T>[] = [];
  /** The last items, in a ring: `#next` is where the next one goes. */
  readonly #last: T[] = [];
  #next = 0;
  #leftOut = 0;
  #middle = 0;

  constructor(private readonly matters: (item: T) => boolean = () => false) {}

  add(item: T): void {
    if (this.#kept.length < KEPT) {
      this.#kept.push({ item, leftOut: 0 });
      return;
    }
    const oldest = this.#last[this.#next];
    this.#last[this.#next] = item;
    this.#next = (this.#next + 1) % KEPT;
    if (oldest !== undefined) this.#pass(oldest);
  }

  /** What is kept, in order. */
  get items(): ExcerptItem<T>[] {
    const last = [...this.#last.slice(this.#next), ...this.#last.slice(0, this.#next)];
    return [...this.#kept, ...last.map((item, index) => ({ item, leftOut: index === 0 ? this.#leftOut : 0 }))];
  }

  #pass(item: T): void {
    if (this.#middle >= KEPT || !this.matters(item)) {
      this.#leftOut++;
      return;
    }
    this.#middle++;
    this.#kept.push({ item, leftOut: this.#leftOut });
    this.#leftOut = 0;
  }
}
