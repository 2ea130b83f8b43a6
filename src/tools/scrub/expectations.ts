import { Expectation } from "../../core/analysis/expectation.js";
import { ExpectationProblem, expectationText, expectedWords } from "../../core/analysis/expectation-words.js";
import type { ConnectionFinding, Summary } from "../../core/analysis/model.js";
import type { Exchange } from "../../core/protocols/exchange.js";

/** What a comment says that the capture holds, in known words and numbers alone; null where it says nothing of the kind. */
export function expectationIn(comment: string): string | null {
  const words = understood(() => expectedWords(comment));
  return words && `# expect: ${expectationText(words)}`;
}

/** Whether a capture holds what it says that it holds. */
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

  /** Equal for captures that state the same, and of which as much is so. */
  facts(summary: Summary): string {
    const unmet = this.#expectation.unmet(summary).map(({ subject }) => subject);
    return JSON.stringify([expectationText(this.#expectation.words), unmet]);
  }
}

/** Null where an expectation cannot be understood. */
function understood<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExpectationProblem) return null;
    throw error;
  }
}
