import type { FindingRecord, Suppression } from "../../records/record.js";
import { forTerminal, visible } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { plural } from "../../text/quantities.js";
import { wrap } from "../../text/wrap.js";

/** So many lines are shown. */
const MOST = 20;

interface Count extends Suppression {
  readonly rule: string;
  count: number;
}

/** How a line begins, and what comes before its reason. */
const WORDS: Readonly<Record<Suppression["by"], readonly [head: string, how: string]>> = {
  ignore: ["ignored", ", by an entry of the ignores in the configuration"],
  expectation: ["expected", ""],
  baseline: ["known", ", accepted in the baseline"],
  path: ["elsewhere", ""],
};

type Found = Pick<FindingRecord, "rule" | "suppressed"> & Partial<Pick<FindingRecord, "origin">>;

/** Suppressed findings: they are not shown one by one, but counted, with what suppressed them and why. */
export class SuppressedFindings {
  readonly #counts = new Map<string, Count>();

  /** Counts the finding if it is suppressed. Returns whether it is. */
  take({ rule, suppressed, origin }: Found): boolean {
    if (!suppressed) return false;
    const { by } = suppressed;
    const reason = by === "path" ? echoReason(origin?.path) : suppressed.reason;
    const key = JSON.stringify([by, reason, rule]);
    const known = this.#counts.get(key) ?? { by, reason, rule, count: 0 };
    known.count++;
    this.#counts.set(key, known);
    return true;
  }

  /** In the order in which the first of each was found. */
  get counts(): readonly Readonly<Count>[] {
    return [...this.#counts.values()];
  }

  /** `ignored` and `3 findings of close-outstanding, by ...: REASON`, one for each rule and reason. */
  get sentences(): readonly { readonly head: string; readonly text: string }[] {
    return this.counts.slice(0, MOST).map(({ by, rule, reason, count }) => {
      const [head, how] = WORDS[by];
      const why = reason === null ? "" : `: ${by === "ignore" ? visible(reason) : forTerminal(reason)}`;
      return { head, text: `${plural(count, "finding")} of ${rule}${how}${why}` };
    });
  }

  /** The same, a line for each; empty if nothing was suppressed. */
  text({ width, paint }: Page): string {
    const lines = this.sentences.map(
      ({ head, text }) => `${paint.faint(head)}${wrap(`${head} ${text}`, width, "  ").slice(head.length)}\n`,
    );
    const more = this.counts.slice(MOST).reduce((sum, { count }) => sum + count, 0);
    if (more > 0) lines.push(paint.faint(`and ${plural(more, "finding")} more (--format json has them)\n`));
    return lines.length > 0 ? `${lines.join("")}\n` : "";
  }
}

/** The same for all echoes of one capture's losses. */
function echoReason(path: string | undefined): string {
  return `bytes were lost first in ${path ?? "another capture"}, where that is reported`;
}
