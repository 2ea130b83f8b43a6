import { isProvenFrom, type Loss, originOf, partOf } from "../paths/loss.js";
import { pathFrom } from "../paths/path.js";
import type { PathBook } from "../paths/path-book.js";
import type { Judgement } from "../protocols/judgement.js";
import { type Finding, makeFinding } from "../rules/finding.js";
import type { Rule } from "../rules/rule.js";
import type { CaptureClock } from "../text/wall-clock.js";
import type { CaptureSpots } from "./capture-spots.js";
import type { AnalysisListener } from "./listener.js";
import type { Connection, PlainExchange, Upstream } from "./model.js";
import type { ConnectionEnds, PlainCounts, ServerCounts } from "./plain.js";
import type { SummaryTally } from "./tally.js";

/** More addresses are not noted. */
const MOST_ADDRESSES = 1024;

/** A judged exchange whose findings are held back: another hop may turn out to have lost the bytes. */
interface Held {
  readonly loss: Loss<Connection>;
  readonly connection: Connection;
  readonly index: number | null;
  /** The findings, if bytes were lost here first. */
  readonly asOrigin: readonly Finding[];
  /** The findings, if another hop lost them. */
  readonly asEcho: readonly Finding[];
}

/** Takes what the protocols decide: counts it, reports it, and applies the rules. */
export class Judge {
  readonly #held: Held[] = [];
  /** Addresses on which the traced programs answer. */
  readonly #addresses = new Set<string>();
  #book: PathBook<Connection> | null = null;

  constructor(
    private readonly listener: AnalysisListener,
    private readonly rules: readonly Rule[],
    private readonly tally: SummaryTally,
    private readonly spots: CaptureSpots,
    /** What the times of the capture are; null if it has none. */
    readonly clock: () => CaptureClock | null,
  ) {}

  /** Has losses linked from now on, hop by hop. */
  link(book: PathBook<Connection>): void {
    this.#book = book;
  }

  /** True if losses are linked. */
  get links(): boolean {
    return this.#book !== null;
  }

  /** Takes exchanges that are over, before they are judged, or the open ones that were asked for, as core/paths/hop-fields.ts lays them out. */
  takeHops(hops: Float64Array, areOpen: boolean): void {
    this.#book?.take(hops, areOpen);
  }

  /** True if plain exchanges are judged like all others: the listener wants to hear of each, or a rule looks at each. */
  get wantsPlain(): boolean {
    const { onExchange, onPlainExchange } = this.listener;
    return (
      (onExchange !== undefined && onPlainExchange === undefined) || !this.rules.every((rule) => rule.ignoresPlain)
    );
  }

  /** Counts a plain exchange, and reports it. No rule looks at it. */
  takePlain(exchange: PlainExchange, connection: Connection): void {
    this.#noteAddress(connection);
    this.tally.countPlain(exchange, connection);
    this.listener.onPlainExchange?.(connection, exchange);
  }

  /** Reports plain exchanges that their follower has counted, and written as JSON. */
  takeFacts(facts: string, connection: string): void {
    this.listener.onPlainFacts?.(connection, facts);
  }

  /** The counts that plain exchanges of a connection belong to. */
  serverOf(connection: ConnectionEnds): ServerCounts {
    this.#noteAddress(connection);
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
      this.#noteAddress(connection);
      this.tally.countExchange(exchange, connection);
      for (const spot of exchange.blindSpots) this.spots.add(spot);
      this.listener.onExchange?.(connection, exchange);
    }
    const loss = this.#book?.place(judgement, connection) ?? null;
    if (loss && this.#book?.isWaiting(loss)) {
      const part = loss.part === "origin" ? "received" : loss.part;
      const asEcho = this.#findings({ ...judgement, part });
      this.#held.push({ loss, connection, index, asOrigin: this.#findings(judgement), asEcho });
    } else {
      const part = loss ? partOf(loss) : "origin";
      const found = this.#findings(part === "origin" ? judgement : { ...judgement, part });
      for (const finding of found) this.#report(finding, connection, index, loss);
    }
    if (this.#held.length > 0) this.#release();
  }

  /** Addresses on which the traced programs answer: a capture shows what became of each response there. */
  get answersOn(): readonly string[] {
    return [...this.#addresses];
  }

  #noteAddress({ role, local }: ConnectionEnds): void {
    if (role === "server" && local !== null && this.#addresses.size < MOST_ADDRESSES) this.#addresses.add(local);
  }

  /** A connection has ended. It is called only while findings are held back. */
  ended(connection: Connection): void {
    this.#book?.ended(connection);
    this.#release();
  }

  /** True while findings are held back until it is known where their bytes were lost first. */
  get isHolding(): boolean {
    return this.#held.length > 0;
  }

  /** The capture is over. */
  finish(): void {
    this.#book?.endWaiting();
    this.#release();
    this.#book?.finish();
  }

  #findings(judgement: Judgement): readonly Finding[] {
    return this.rules.filter((rule) => rule.matches(judgement)).map((rule) => makeFinding(rule, judgement));
  }

  /** Reports the findings of which it is known by now where their bytes were lost first, up to the first one of which it is not. */
  #release(): void {
    for (let held = this.#held[0]; held && !this.#book?.isWaiting(held.loss); held = this.#held[0]) {
      this.#held.shift();
      const { loss, connection, index, asOrigin, asEcho } = held;
      for (const finding of partOf(loss) === "origin" ? asOrigin : asEcho)
        this.#report(finding, connection, index, loss);
    }
  }

  #report(finding: Finding, connection: Connection, exchange: number | null, loss: Loss<Connection> | null): void {
    const isLinked = loss?.inner != null && isProvenFrom(loss.inner);
    this.tally.countFinding(finding.rule.id, finding.judgement.exchange, isLinked);
    const origin = isLinked ? upstreamOf(originOf(loss)) : null;
    const path = isLinked ? pathFrom(loss) : null;
    this.listener.onFinding?.({ connection, exchange, finding, clock: this.clock(), origin, path });
  }
}

function upstreamOf({ connection, exchange, hop }: Loss<Connection>): Upstream {
  return { connection, exchange, index: hop.index };
}
