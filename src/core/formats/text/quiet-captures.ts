import { addCounts, type Counts, noCounts } from "../../analysis/model.js";
import { matchesNothing } from "../../analysis/tally.js";
import type { CaptureRecord } from "../../records/record.js";
import { forTerminal } from "../../text/escape.js";
import { NameList } from "../../text/name-list.js";
import type { Page } from "../../text/page.js";
import { wrap } from "../../text/wrap.js";
import { verdictCounts } from "./summary.js";

/** Captures one after the other that have a line each. */
const ONE_BY_ONE = 3;

/** Captures with nothing new to report: a few in a row have one line each, many share one line. */
export class QuietCaptures {
  #lines: string[] = [];
  #count = 0;
  #clean = noCounts();
  /** Those with blind spots that others before them had as well. */
  #blind = noCounts();
  #empty = new NameList();
  #hasKnown = false;

  /** `text` is its line if there are few; `known` is how many of its findings are suppressed. */
  add({ path, summary, blindSpots }: CaptureRecord, text: string, known: number): void {
    this.#hasKnown ||= known > 0;
    if (this.#count++ < ONE_BY_ONE) this.#lines.push(text);
    if (blindSpots.length > 0) addCounts(this.#blind, summary);
    else if (summary.responses > 0 || matchesNothing(summary)) addCounts(this.#clean, summary);
    else this.#empty.add(path);
  }

  /** What is said of those that were added since it was last asked for. */
  take(page: Page): string {
    const lines = this.#count > ONE_BY_ONE ? this.#folded(page) : this.#lines;
    this.#lines = [];
    this.#count = 0;
    this.#clean = noCounts();
    this.#blind = noCounts();
    this.#empty = new NameList();
    this.#hasKnown = false;
    return lines.join("\n");
  }

  #folded({ width, paint }: Page): string[] {
    const lineOf = (counts: Counts, what: string): string[] => {
      if (counts.captures === 0) return [];
      const { total, counts: verdicts } = verdictCounts({ ...counts, captures: 1 }, paint);
      return [wrap(`${captures(counts.captures)} ${what}: ${[total, ...verdicts].join(", ")}`, width, "  ")];
    };
    const nothing = this.#hasKnown ? "with nothing new" : "with nothing found";
    const empty = this.#empty.line(`${captures(this.#empty.count)} without a response`, width);
    return [
      ...lineOf(this.#clean, nothing),
      ...lineOf(this.#blind, `${nothing} but blind spots as above`),
      ...(this.#empty.count > 0 ? [empty] : []),
    ];
  }
}

function captures(count: number): string {
  return `${count} capture${count === 1 ? "" : "s"}`;
}

/** `PATH: 3 responses on 1 connection: 3 complete`; a path that is wider than the page stands alone. */
export function captureLine({ path, summary }: CaptureRecord, { width, paint }: Page): string {
  const { total, counts } = verdictCounts(summary, paint);
  const name = forTerminal(path);
  return wrap(`${paint.strong(name)}: ${[total, ...counts].join(", ")}`, width, "  ", [name]);
}
