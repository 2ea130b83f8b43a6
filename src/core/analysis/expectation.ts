import type { Exchange, Verdict } from "../protocols/exchange.js";
import { ExpectationProblem, maybeExpects } from "./expectation-problem.js";
import { expectedWords } from "./expectation-words.js";
import { COUNTER, type ConnectionFinding, type Summary } from "./model.js";

/** A count that differs from the expectation. */
export interface Unmet {
  /** A verdict, a rule, or another word of the expectation. */
  readonly subject: string;
  readonly expected: number;
  readonly found: number;
}

/** Verdicts that count as expected 0 times if the expectation names other verdicts only. */
const BAD = ["truncated", "overrun"] as const satisfies Verdict[];

/**
 * The expectation that a capture states before its first line of strace (`# expect: truncated 1`), and what was found.
 */
export class Expectation {
  readonly #words = new Map<string, number>();
  readonly #lines: number[] = [];
  readonly #verdicts = new Map<Verdict, number>();
  readonly #rules = new Map<string, number>();
  #findings = 0;
  #outstanding = 0;

  /** @param ruleIds the rules that the expectation may name; by default the built-in rules */
  constructor(private readonly ruleIds?: readonly string[]) {}

  /**
   * Reads a line before the first line of strace. A line that is not an expectation changes nothing.
   *
   * @throws ExpectationProblem if the expectation is not understood, or if another line names the same word
   */
  read(text: string, line: number): void {
    const words = maybeExpects(text) ? expectedWords(text, this.ruleIds) : null;
    if (!words) return;
    this.#lines.push(line);
    for (const [word, number] of words) {
      if (this.#words.has(word)) throw new ExpectationProblem(`${word} is in it twice`);
      this.#words.set(word, number);
    }
  }

  get isStated(): boolean {
    return this.#lines.length > 0;
  }

  /** The numbers of the lines that state it. */
  get lines(): readonly number[] {
    return this.#lines;
  }

  get words(): ReadonlyMap<string, number> {
    return this.#words;
  }

  /** Counts an exchange. Call it before `countFinding` for the findings about it. */
  countExchange({ verdict, outstandingBytes }: Exchange): void {
    if (!this.isStated) return;
    this.#verdicts.set(verdict, (this.#verdicts.get(verdict) ?? 0) + 1);
    if (verdict === "truncated") this.#outstanding += outstandingBytes ?? 0;
  }

  /**
   * Counts a finding, and returns true if the finding is expected. It is expected while the counts of its rule, of its
   * response's verdict, or of all findings are within the stated numbers. `complete 1` expects no finding.
   */
  countFinding({ finding }: ConnectionFinding): boolean {
    if (!this.isStated) return false;
    const { id } = finding.rule;
    const ofRule = (this.#rules.get(id) ?? 0) + 1;
    this.#rules.set(id, ofRule);
    this.#findings++;
    const verdict = finding.judgement.exchange?.verdict;
    const isVerdictExpected =
      verdict !== undefined && verdict !== "complete" && (this.#verdicts.get(verdict) ?? 0) <= this.#allowed(verdict);
    return isVerdictExpected || ofRule <= this.#named(id) || this.#findings <= this.#named("findings");
  }

  /** The counts that differ from the expectation. Call it after the end of the capture. */
  unmet(summary: Summary): Unmet[] {
    const expected = new Map(this.#words);
    const namesVerdict = Object.keys(COUNTER).some((verdict) => expected.has(verdict));
    if (namesVerdict) for (const verdict of BAD) expected.set(verdict, this.#named(verdict));
    return [...expected]
      .map(([subject, number]) => ({ subject, expected: number, found: this.#found(subject, summary) }))
      .filter((each) => each.expected !== each.found);
  }

  #named(word: string): number {
    return this.#words.get(word) ?? 0;
  }

  /** An expectation that names `outstanding` and not `truncated` allows any number of truncated responses. */
  #allowed(verdict: Verdict): number {
    const isOpen = verdict === "truncated" && !this.#words.has(verdict) && this.#named("outstanding") > 0;
    return isOpen ? Number.POSITIVE_INFINITY : this.#named(verdict);
  }

  #found(subject: string, summary: Summary): number {
    if (subject === "outstanding") return this.#outstanding;
    if (subject === "responses" || subject === "connections" || subject === "findings") return summary[subject];
    const counter = Object.hasOwn(COUNTER, subject) ? COUNTER[subject as Verdict] : null;
    return counter ? summary[counter] : (this.#rules.get(subject) ?? 0);
  }
}
