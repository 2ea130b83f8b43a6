import type { Summary } from "../../analysis/model.js";
import { judgedIn } from "../../analysis/tally.js";
import type { DeviationRecord } from "../../records/deviation.js";
import type { FindingRecord } from "../../records/record.js";
import type { Page } from "../../text/page.js";
import { plural } from "../../text/quantities.js";
import { wrap } from "../../text/wrap.js";
import type { FormatContext } from "../context.js";

/** What a run with a baseline comes to, in a line: a green one says that it is green. */
export class AgainstBaseline {
  #known = 0;
  #new = 0;
  #fails = false;

  constructor(private readonly context: Pick<FormatContext, "fails" | "hasBaseline">) {}

  finding({ suppressed, level }: Pick<FindingRecord, "suppressed" | "level">): void {
    if (suppressed?.by === "baseline") this.#known++;
    else if (!suppressed) {
      this.#new++;
      this.#fails ||= this.context.fails(level);
    }
  }

  deviation({ fails }: Pick<DeviationRecord, "fails">): void {
    this.#fails ||= fails;
  }

  /** A capture could not be read. */
  failure(): void {
    this.#fails = true;
  }

  /** `34 known findings, nothing new`; none if the run has no baseline, fails, or judged nothing. */
  lines(summary: Summary, { width, paint }: Page): string[] {
    if (!this.context.hasBaseline || this.#fails || judgedIn(summary) === 0) return [];
    const known = this.#known === 0 ? "no known finding" : plural(this.#known, "known finding");
    const others = this.#new === 0 ? "nothing new" : `and ${plural(this.#new, "new one")} that ${fail(this.#new)}`;
    return [wrap(paint.good(`${known}, ${others}`), width, "  ")];
  }
}

function fail(count: number): string {
  return count === 1 ? "makes nothing fail" : "make nothing fail";
}
