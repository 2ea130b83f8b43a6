import type { ExchangeRecord } from "./record.js";
import { RecordLine } from "./record-line.js";
import { exchangeText } from "./record-text.js";

/** What stands between the facts of two exchanges: as in a list of JSON. No facts hold it, because they are one line. */
export const BETWEEN_FACTS = "},\n{";

/** What is said of an exchange besides whose it is. */
export type ExchangeFacts = Omit<ExchangeRecord, "kind" | "capture" | "connection" | "index">;

/**
 * Exchanges of one connection that follow one another. There are very many exchanges: who can write several at a time need not look at
 * each.
 */
export class ExchangeRun {
  /**
   * @param head how the line of each begins (`exchangeHead`)
   * @param first the index of the first one
   * @param facts what exchange-facts.ts says of each
   */
  constructor(
    readonly head: string,
    readonly first: number,
    readonly facts: string,
  ) {}

  /** The index of the exchange after them. */
  get end(): number {
    return this.first + this.facts.split(BETWEEN_FACTS).length;
  }

  /** What is said of each, without what is the same for all. */
  get values(): readonly ExchangeFacts[] {
    return JSON.parse(`[{${this.facts}}]`) as ExchangeFacts[];
  }

  /** Each as a record. */
  *lines(): Generator<RecordLine> {
    let index = this.first;
    for (const facts of this.facts.split(BETWEEN_FACTS)) yield RecordLine.exchange(this.head, index++, facts);
  }

  /** The lines of all, each with its newline. */
  get text(): string {
    let text = "";
    let index = this.first;
    for (const facts of this.facts.split(BETWEEN_FACTS)) text += `${exchangeText(this.head, index++, facts)}\n`;
    return text;
  }
}
