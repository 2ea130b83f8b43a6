import { Expectation } from "../../core/analysis/expectation.js";
import { ExpectationProblem } from "../../core/analysis/expectation-problem.js";
import { expectationText, expectedWords } from "../../core/analysis/expectation-words.js";
import type { ConnectionFinding, Summary } from "../../core/analysis/model.js";
import type { Exchange } from "../../core/protocols/exchange.js";

/** More than this many bytes or responses is in no capture. */
const MOST = 1e10;

/** An `# expect:` comment, printed anew in known words and numbers; null for any other comment. */
export function expectationIn(comment: string): string | null {
  const words = understood(() => expectedWords(comment));
  if (!words || [...words.values()].some((number) => number >= MOST)) return null;
  return `# expect: ${expectationText(words)}`;
}

/** Checks whether a capture holds what its `# expect:` comments say. */
export class HeldExpectation {
  readonly #expectation = new Expectation();

  read(text: string, line: number): void {
    understood(() => this.#expectation.read(text, line));
  }

  exchange(exchange: Exchange): void {
    this.#expectation.countExchange(exchange);
  }

  finding(finding: ConnectionFinding): void {
    this.#expectation.countFinding(finding);
  }

  /** One text: equal for captures that expect the same and meet the same part of it. */
  facts(summary: Summary): string {
    const unmet = this.#expectation.unmet(summary).map(({ subject }) => subject);
    return JSON.stringify([expectationText(this.#expectation.words), unmet]);
  }
}

/** Null if an expectation cannot be understood. */
function understood<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExpectationProblem) return null;
    throw error;
  }
}
