import type { FindingRecord } from "../records/record.js";
import type { RecordLine } from "../records/record-line.js";
import type { WaitingTexts } from "./waiting-texts.js";

/** Joins findings, which come at once, with the exchanges that they are about, which come later. */
export class ExchangeFindings {
  readonly #open = new Set<string>();
  #begun = 0;
  #next: FindingRecord | null = null;
  #rest: Iterator<string> | null = null;

  constructor(private readonly waiting: WaitingTexts) {}

  /** A capture begins: ids of connections start again. */
  begin(): void {
    this.#begun++;
  }

  add({ text, value }: RecordLine<"finding">): void {
    const key = this.#key(value.connection);
    this.#open.add(key);
    this.waiting.add(key, text);
  }

  /** A connection is over: its exchanges follow. */
  connection(id: string): void {
    this.#take(this.#key(id));
  }

  /** Takes the findings about this exchange, and those before them that are about no exchange. */
  takeExchange(index: number): { own: FindingRecord[]; others: FindingRecord[] } {
    const own: FindingRecord[] = [];
    const others: FindingRecord[] = [];
    for (; this.#next && (this.#next.exchange ?? index) <= index; this.#advance()) {
      (this.#next.exchange === index ? own : others).push(this.#next);
    }
    return { own, others };
  }

  /** Takes what is left of the connection when no more exchanges come. */
  *takeRest(): Generator<FindingRecord> {
    for (; this.#next; this.#advance()) yield this.#next;
  }

  /** Takes the findings on connections that were never reported, because their capture could not be read to its end. */
  *takeUnclaimed(): Generator<FindingRecord> {
    for (const key of this.#open) {
      this.#take(key);
      yield* this.takeRest();
    }
  }

  #key(connection: string): string {
    return `${this.#begun} ${connection}`;
  }

  #take(key: string): void {
    this.#open.delete(key);
    this.#rest = this.waiting.take(key)[Symbol.iterator]();
    this.#advance();
  }

  #advance(): void {
    const { done, value } = this.#rest?.next() ?? { done: true, value: "" };
    this.#next = done ? null : (JSON.parse(value) as FindingRecord);
  }
}
