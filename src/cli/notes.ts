import type { Page } from "../report/finding-text.js";
import { wrap } from "../report/wrap.js";
import type { Told } from "./output.js";

/** Notes are many in a busy capture, and tell much the same: the first of each rule is printed, the others are counted. */
export class Notes {
  readonly #counts = new Map<string, number>();

  constructor(private readonly showsAll: boolean) {}

  isShown({ rule, level }: Told): boolean {
    if (level !== "note" || this.showsAll) return true;
    const count = this.#counts.get(rule) ?? 0;
    this.#counts.set(rule, count + 1);
    return count === 0;
  }

  /** How many were left out, a line a rule; empty where none were. */
  text({ width, paint }: Page): string {
    const lines = [...this.#counts].flatMap(([id, count]) => {
      if (count < 2) return [];
      const text = wrap(`${count - 1} more like the ${id} above (--notes prints them)`, width - 5, "  ");
      return [`${paint.note("note")} ${text}\n`];
    });
    return lines.length > 0 ? `${lines.join("")}\n` : "";
  }
}
