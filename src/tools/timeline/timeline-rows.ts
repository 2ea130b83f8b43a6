import type { Connection } from "../../core/analysis/model.js";
import type { Verdict } from "../../core/protocols/exchange.js";
import type { Timeline } from "../../core/timeline/timeline.js";

/** So many connections of each kind are kept: those with responses that failed, those without, and those without responses. */
const MOST = 500;

/** A connection that carried responses, in numbers. */
export interface ListedTimeline {
  readonly connection: Connection;
  /** The time of day at which it opened; null if no clock shows it. */
  readonly opened: string | null;
  /** What its first response answers, such as `GET /x`; null if it carried none. */
  readonly first: string | null;
  readonly responses: number;
  /** How many came to each verdict that occurred. */
  readonly verdicts: ReadonlyMap<Verdict, number>;
  readonly lostBytes: number;
  /** Truncated responses whose number of missing bytes is unknown. */
  readonly lostUnknown: number;
}

/** Collects the connections of a capture for a list. It needs the same memory however many there are. */
export class TimelineRows {
  readonly #failed: ListedTimeline[] = [];
  readonly #others: ListedTimeline[] = [];
  readonly #silent: ListedTimeline[] = [];
  /** Connections that carried a response. */
  carriers = 0;
  /** Connections that carried none. */
  silent = 0;
  /** Those of them with a truncated response. */
  truncated = 0;
  /** The connection that lost most, or of which it is unknown how much; null if none lost bytes. */
  worst: ListedTimeline | null = null;

  take({ connection, responses, opened }: Timeline): void {
    const { first, count, verdicts, lostBytes, lostUnknown } = responses;
    const row = { connection, opened, first, responses: count, verdicts, lostBytes, lostUnknown };
    if (count === 0) this.silent++;
    else this.carriers++;
    const isWhole = verdicts.size === 1 && verdicts.has("complete");
    const kept = count === 0 ? this.#silent : isWhole ? this.#others : this.#failed;
    if (kept.length < MOST) kept.push(row);
    if (!verdicts.has("truncated")) return;
    this.truncated++;
    if (!this.worst || lostBytes > this.worst.lostBytes) this.worst = row;
  }

  /** How many connections belong into the list: those that carried responses or, if none did, all. */
  get count(): number {
    return this.carriers || this.silent;
  }

  /** Those of them that are kept, in the order of their ids. */
  get rows(): readonly ListedTimeline[] {
    const number = ({ connection }: ListedTimeline): number => Number(connection.id.slice(1));
    const kept = this.carriers > 0 ? [...this.#failed, ...this.#others] : [...this.#silent];
    return kept.sort((one, other) => number(one) - number(other));
  }
}
