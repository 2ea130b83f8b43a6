import type { Judgement } from "../protocols/judgement.js";
import { makeFinding } from "../rules/finding.js";
import type { Rule } from "../rules/rule.js";
import type { CaptureSpots } from "./capture-spots.js";
import type { AnalysisListener } from "./listener.js";
import type { Connection, PlainExchange } from "./model.js";
import type { ConnectionEnds, PlainCounts, ServerCounts } from "./plain.js";
import type { SummaryTally } from "./tally.js";
import { Upstreams } from "./upstreams.js";

/** Takes what the protocols decide: counts it, reports it, and applies the rules. */
export class Judge {
  readonly #upstreams = new Upstreams();

  constructor(
    private readonly listener: AnalysisListener,
    private readonly rules: readonly Rule[],
    private readonly tally: SummaryTally,
    private readonly spots: CaptureSpots,
  ) {}

  /** True if plain exchanges are judged like all others: the listener wants to hear of each, or a rule looks at each. */
  get wantsPlain(): boolean {
    const { onExchange, onPlainExchange } = this.listener;
    return (
      (onExchange !== undefined && onPlainExchange === undefined) || !this.rules.every((rule) => rule.ignoresPlain)
    );
  }

  /** Counts a plain exchange, and reports it. No rule looks at it. */
  takePlain(exchange: PlainExchange, connection: Connection): void {
    this.tally.countPlain(exchange, connection);
    this.listener.onPlainExchange?.(connection, exchange);
  }

  /** Reports plain exchanges that their follower has counted, and written as JSON. */
  takeFacts(facts: string, connection: string): void {
    this.listener.onPlainFacts?.(connection, facts);
  }

  /** The counts that plain exchanges of a connection belong to. */
  serverOf(connection: ConnectionEnds): ServerCounts {
    return this.tally.serverOf(connection);
  }

  /** Counts plain exchanges that their follower has counted. */
  takeCounts(counts: PlainCounts): void {
    this.tally.countPlains(counts);
  }

  /**
   * Counts a decided exchange, reports it, and applies the rules.
   *
   * @param index that of the exchange in its connection, from 0; null if the judgement is not about an exchange
   */
  take(judgement: Judgement, connection: Connection, index: number | null): void {
    const { exchange, role } = judgement;
    if (exchange) {
      connection.role = role;
      this.tally.countExchange(exchange, connection);
      for (const spot of exchange.blindSpots) this.spots.add(spot);
      this.listener.onExchange?.(connection, exchange);
    }
    const isShort = exchange?.verdict === "truncated";
    if (isShort && role === "client" && index !== null) this.#upstreams.remember({ connection, exchange, index });
    for (const rule of this.rules) {
      if (rule.matches(judgement)) this.#report(rule, judgement, connection, index);
    }
  }

  #report(rule: Rule, judgement: Judgement, connection: Connection, index: number | null): void {
    const { exchange, role } = judgement;
    const upstream = exchange?.verdict === "truncated" && role === "server" ? this.#upstreams.of(judgement) : null;
    this.tally.countFinding(rule.id, exchange);
    this.listener.onFinding?.({
      connection,
      exchange: index,
      finding: makeFinding(rule, judgement),
      origin: upstream,
    });
  }
}
