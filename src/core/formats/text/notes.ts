import type { Level } from "../../rules/rule.js";
import type { Page } from "../../text/page.js";
import { wrap } from "../../text/wrap.js";

/** A busy capture has many notes that say much the same: the first of each rule is shown, the others are counted. */
export class ShownNotes {
  readonly #counts = new Map<string, number>();

  constructor(private readonly showsAll: boolean) {}

  take({ rule, level }: { readonly rule: string; readonly level: Level }): boolean {
    if (level !== "note" || this.showsAll) return true;
    const count = this.#counts.get(rule) ?? 0;
    this.#counts.set(rule, count + 1);
    return count === 0;
  }

  /** The rules of which notes were left out, and of each how many. */
  get leftOut(): readonly (readonly [rule: string, count: number])[] {
    return [...this.#counts].flatMap(([rule, count]) => (count < 2 ? [] : [[rule, count - 1] as const]));
  }

  /** How many were left out, one line per rule; empty if none were. */
  text({ width, paint }: Page): string {
    const lines = this.leftOut.map(([rule, count]) => {
      const text = wrap(`${count} more like the ${rule} above (--notes prints them)`, width - 5, "  ");
      return `${paint.note("note")} ${text}\n`;
    });
    return lines.length > 0 ? `${lines.join("")}\n` : "";
  }
}
