import type { Judgement } from "../protocols/judgement.js";
import { makeFinding } from "../rules/finding.js";
import type { Rule } from "../rules/rule.js";
import type { CaptureSpots } from "./capture-spots.js";
import type { AnalysisListener } from "./listener.js";
import type { Connection } from "./model.js";
import type { SummaryTally } from "./tally.js";
import { Upstreams } from "./upstreams.js";

/** The socket that a judgement is about. */
export interface JudgedSocket {
  /** Null if it turned out to be none. */
  readonly connection: Connection | null;
  /** How many of its exchanges are decided. */
  exchanges: number;
}

/** Takes what the protocols decide: counts it, reports it, and applies the rules. */
export class Judge {
  readonly #upstreams = new Upstreams();

  constructor(
    private readonly listener: AnalysisListener,
    private readonly rules: readonly Rule[],
    private readonly tally: SummaryTally,
    private readonly spots: CaptureSpots,
  ) {}

  /** Counts a decided exchange, reports it, and applies the rules. */
  take(judgement: Judgement, socket: JudgedSocket): void {
    const { connection } = socket;
    if (!connection) return;
    const { exchange, role } = judgement;
    const index = exchange ? socket.exchanges++ : null;
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
