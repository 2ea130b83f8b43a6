import { forTerminal } from "./escape.js";

/** How many names are kept: no line has room for more. */
const KEPT = 30;

/** Collects any number of names to list them in one line. */
export class NameList {
  count = 0;
  readonly #kept: string[] = [];

  add(name: string): void {
    this.count++;
    if (this.#kept.length < KEPT) this.#kept.push(name);
  }

  /** `head: a, b, ...` on a line of `width` columns. A name is never shortened: the first one may have a line of its own. */
  line(head: string, width: number): string {
    let line = head;
    for (const [index, name] of this.#kept.entries()) {
      const isLast = index === this.count - 1;
      const next = `${line}${index === 0 ? ": " : ", "}${forTerminal(name)}`;
      const isFull = next.length + (isLast ? 0 : ", ...".length) > width;
      if (isFull && index > 0) return `${line}, ...`;
      line = isFull ? `${head}:\n  ${forTerminal(name)}` : next;
    }
    return this.#kept.length < this.count ? `${line}, ...` : line;
  }
}
