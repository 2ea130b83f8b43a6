import type { Exchange, Verdict } from "../protocols/exchange.js";
import { ExpectationProblem, expectedWords } from "./expectation-words.js";
import { COUNTER, type ConnectionFinding, type Summary } from "./model.js";

/** Something that is not as often there as it was expected. */
export interface Unmet {
  readonly subject: string;
  readonly expected: number;
  readonly found: number;
}

/** Verdicts that nobody expects without saying so. */
const BAD = ["truncated", "overrun"] as const satisfies Verdict[];

/** What a capture says of itself (`# expect: truncated 1`) before its first line of strace, beside what it comes to. */
export class Expectation {
  readonly #words = new Map<string, number>();
  readonly #lines: number[] = [];
  readonly #verdicts = new Map<Verdict, number>();
  readonly #rules = new Map<string, number>();
  #findings = 0;
  #outstanding = 0;

  /** `ruleIds`: the rules that may be named; the built-in ones where none are given. */
  constructor(private readonly ruleIds?: readonly string[]) {}

  /**
   * A line before the first of strace.
   *
   * @throws ExpectationProblem where it states an expectation that cannot be understood, or contradicts another one
   */
  read(text: string, line: number): void {
    const words = expectedWords(text, this.ruleIds);
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

  /** Where it is stated. */
  get lines(): readonly number[] {
    return this.#lines;
  }

  get words(): ReadonlyMap<string, number> {
    return this.#words;
  }

  exchange({ verdict, outstandingBytes }: Exchange): void {
    if (!this.isStated) return;
    this.#verdicts.set(verdict, (this.#verdicts.get(verdict) ?? 0) + 1);
    if (verdict === "truncated") this.#outstanding += outstandingBytes ?? 0;
  }

  /**
   * True for a finding that is expected: one of as many as the rule, its response's verdict or all findings are named
   * with. That a response is complete expects no finding about it.
   */
  count({ finding }: ConnectionFinding): boolean {
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

  /** What is not as it was expected, when the capture was read to its end. */
  end(summary: Summary): Unmet[] {
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

  /** Who names the bytes that are outstanding, and not how many responses lack them, leaves that open. */
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
