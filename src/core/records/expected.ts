import { UnflushedError } from "../../errors.js";
import type { AnalysisListener } from "../analysis/analyzer.js";
import { Expectation } from "../analysis/expectation.js";
import { ExpectationProblem } from "../analysis/expectation-problem.js";
import { countsInWords } from "../analysis/expectation-sentence.js";
import type { ConnectionFinding, Summary } from "../analysis/model.js";
import type { Exchange } from "../protocols/exchange.js";
import type { DeviationRecord, StatedExpectation } from "./deviation.js";
import type { Suppression } from "./record.js";

/** What one capture expects of itself, compared with what is found in it. */
export class Expected {
  readonly #expectation: Expectation;
  /** Reads no comment of a pipe: the traced program may have printed it. */
  readonly listener: AnalysisListener;

  /**
   * @param ruleIds the rules that an expectation may name
   * @param isPipe true for standard input
   */
  constructor(
    private readonly path: string,
    ruleIds: readonly string[],
    isPipe: boolean,
  ) {
    this.#expectation = new Expectation(ruleIds);
    this.listener = isPipe ? {} : { onLeadingLine: (text, line) => this.#read(text, line) };
  }

  exchange(exchange: Exchange): void {
    this.#expectation.countExchange(exchange);
  }

  /** Counts a finding. Returns why it makes nothing fail; null if it does. */
  countSuppressed(found: ConnectionFinding): Suppression | null {
    return this.#expectation.countFinding(found)
      ? { by: "expectation", reason: `the comment at ${this.#place} expects ${this.#text}` }
      : null;
  }

  /** What the capture states, and how the findings differ; null if it states nothing. */
  end(
    capture: number,
    summary: Summary,
  ): { readonly stated: StatedExpectation; readonly unmet: DeviationRecord | null } | null {
    const expectation = this.#expectation;
    if (!expectation.isStated) return null;
    const counts = expectation.unmet(summary);
    const list = (of: "expected" | "found"): string =>
      countsInWords(counts.map((each) => [each.subject, each[of]] as const));
    const stated = {
      lines: expectation.lines,
      expects: Object.fromEntries(expectation.words),
      isMet: counts.length === 0,
    };
    if (stated.isMet) return { stated, unmet: null };
    const [line = null] = expectation.lines;
    const by = "expectation";
    const unmet: DeviationRecord = {
      ...{ kind: "deviation", capture, path: this.path, by, change: "not-as-expected", fails: true, line },
      ...{
        finding: null,
        counts,
        message: `the comment there expects ${list("expected")}, and the capture has ${list("found")}`,
      },
    };
    return { stated, unmet };
  }

  get #place(): string {
    const { lines } = this.#expectation;
    return `${this.path}:${lines.join(", ")}`;
  }

  get #text(): string {
    return countsInWords(this.#expectation.words);
  }

  #read(text: string, line: number): void {
    try {
      this.#expectation.read(text, line);
    } catch (error) {
      if (!(error instanceof ExpectationProblem)) throw error;
      throw new UnflushedError(
        "expectation-invalid",
        `${this.path}:${line} states an expectation that cannot be read: ${error.message}`,
      );
    }
  }
}
