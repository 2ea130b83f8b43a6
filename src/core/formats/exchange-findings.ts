import type { FindingRecord } from "../records/record.js";
import type { RecordLine } from "../records/record-line.js";
import type { WaitingTexts } from "./format.js";

/** Brings findings, which come at once, together with the exchanges that they are about, which come behind them. */
export class ExchangeFindings {
  readonly #open = new Set<string>();
  #begun = 0;
  #next: FindingRecord | null = null;
  #rest: Iterator<string> | null = null;

  constructor(private readonly waiting: WaitingTexts) {}

  /** A capture begins: its connections are none of the last one's. */
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

  /** The findings about the exchange, and those before them that are about none. */
  exchange(index: number): { own: FindingRecord[]; others: FindingRecord[] } {
    const own: FindingRecord[] = [];
    const others: FindingRecord[] = [];
    for (; this.#next && (this.#next.exchange ?? index) <= index; this.#advance()) {
      (this.#next.exchange === index ? own : others).push(this.#next);
    }
    return { own, others };
  }

  /** What is left of the connection when no more exchanges come. */
  *rest(): Generator<FindingRecord> {
    for (; this.#next; this.#advance()) yield this.#next;
  }

  /** The findings on connections of which nothing was heard again, as their capture could not be read to its end. */
  *unclaimed(): Generator<FindingRecord> {
    for (const key of this.#open) {
      this.#take(key);
      yield* this.rest();
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
