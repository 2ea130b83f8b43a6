import { clip } from "./escape.js";

/** How many names are kept: no line has room for more. */
const KEPT = 30;
const LONGEST = 40;

/** Collects any number of names to list them in one line. */
export class NameList {
  count = 0;
  readonly #kept: string[] = [];

  add(name: string): void {
    this.count++;
    if (this.#kept.length < KEPT) this.#kept.push(name);
  }

  /** `head: a, b, ...` on a line of at most `width` columns; only `head` if there is no room for a name. */
  line(head: string, width: number): string {
    let line = head;
    for (const [index, name] of this.#kept.entries()) {
      const isLast = index === this.count - 1;
      const next = `${line}${index === 0 ? ": " : ", "}${clip(name, LONGEST)}`;
      if (next.length + (isLast ? 0 : ", ...".length) > width) return index === 0 ? head : `${line}, ...`;
      line = next;
    }
    return this.#kept.length < this.count ? `${line}, ...` : line;
  }
}
