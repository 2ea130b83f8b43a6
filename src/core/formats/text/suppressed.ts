import type { FindingRecord, Suppression } from "../../records/record.js";
import { visible } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { grouped } from "../../text/quantities.js";
import { wrap } from "../../text/wrap.js";

interface Count extends Suppression {
  readonly rule: string;
  count: number;
}

/** Suppressed findings: they are not shown one by one, but counted, with what suppressed them and why. */
export class SuppressedFindings {
  readonly #counts = new Map<string, Count>();

  /** Counts the finding if it is suppressed. Returns whether it is. */
  take({ rule, suppressed }: Pick<FindingRecord, "rule" | "suppressed">): boolean {
    if (!suppressed) return false;
    const key = JSON.stringify([suppressed.by, suppressed.reason, rule]);
    const known = this.#counts.get(key) ?? { ...suppressed, rule, count: 0 };
    known.count++;
    this.#counts.set(key, known);
    return true;
  }

  /** In the order in which the first of each was found. */
  get counts(): readonly Readonly<Count>[] {
    return [...this.#counts.values()];
  }

  /** One line per rule and reason; empty if nothing was suppressed. */
  text({ width, paint }: Page): string {
    const lines = this.counts.map(({ by, rule, reason, count }) => {
      const why = reason === null ? "" : `: ${visible(reason)}`;
      return `${paint.faint(by)} ${wrap(`${grouped(count)} ${rule}${why}`, width - by.length - 1, "  ")}\n`;
    });
    return lines.length > 0 ? `${lines.join("")}\n` : "";
  }
}
