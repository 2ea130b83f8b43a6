import { type Counts, noCounts } from "../analysis/model.js";
import { clip } from "./escape.js";
import type { Page } from "./finding-text.js";
import { Names } from "./names-line.js";
import type { CaptureRecord } from "./record.js";
import { verdictCounts } from "./summary-text.js";
import { wrap } from "./wrap.js";

/** Captures one after the other that have a line each. */
const ONE_BY_ONE = 3;

/** Captures of which there is nothing to tell but how many responses: a few have a line each, many one together. */
export class QuietCaptures {
  readonly #total = noCounts();
  #first: CaptureRecord[] = [];
  #empty = new Names();

  static isQuiet({ summary, blindSpots, unrecognizedLines }: CaptureRecord): boolean {
    return summary.findings === 0 && blindSpots.length === 0 && unrecognizedLines === 0;
  }

  add(capture: CaptureRecord): void {
    if (this.#total.captures < ONE_BY_ONE) this.#first.push(capture);
    for (const key of Object.keys(this.#total) as (keyof Counts)[]) this.#total[key] += capture.summary[key];
    if (capture.summary.responses === 0) this.#empty.add(capture.path);
  }

  /** Those that were added since it was last asked for. */
  take(page: Page): string {
    const { captures } = this.#total;
    const lines = captures > ONE_BY_ONE ? this.#folded(page) : this.#first.map((each) => captureLine(each, page));
    this.#first = [];
    this.#empty = new Names();
    Object.assign(this.#total, noCounts());
    return lines.join("\n");
  }

  #folded({ width, paint }: Page): string[] {
    const { captures } = this.#total;
    const { total, counts } = verdictCounts({ ...this.#total, captures: 1 }, paint);
    const empty = this.#empty.count;
    const head = `${captures - empty} captures with nothing found: ${[total, ...counts].join(", ")}`;
    return [
      ...(captures > empty ? [wrap(head, width, "  ")] : []),
      ...(empty > 0 ? [this.#empty.line(`${empty} captures without a response`, width)] : []),
    ];
  }
}

/** `PATH: 3 responses on 1 connection: 3 complete`; the path stands alone where both have no room on a line. */
export function captureLine({ path, summary }: CaptureRecord, { width, paint }: Page): string {
  const { total, counts } = verdictCounts(summary, paint);
  const name = clip(path, width - 1);
  return wrap(`${paint.strong(name)}: ${[total, ...counts].join(", ")}`, width, "  ");
}
