import type { Taken } from "../../../core/analysis/listener.js";
import type { AcceptedSoFar, Connection, PlainExchange } from "../../../core/analysis/model.js";
import type { ConnectionEnds, PlainCounts, ServerCounts } from "../../../core/analysis/plain.js";
import type { BlindSpotCode } from "../../../core/protocols/blind-spot.js";
import type { Judgement } from "../../../core/protocols/judgement.js";
import type { ViewedEvent } from "../event-view.js";
import type { EndedView } from "./ended-view.js";

/** Hears of what the engine finds out about connections. One connection is one object, from when it is first reported until it ends. */
export interface HttpUser {
  /**
   * Something was decided. The sockets of its events can be asked during the call.
   *
   * @param exchange the index of the exchange in its connection; null if it is not about an exchange
   */
  judged(judgement: Judgement, connection: Connection, exchange: number | null): void;
  /** A plain exchange was decided: it is whole and in no doubt. Not called if all exchanges are asked for. */
  plain(exchange: PlainExchange, connection: Connection): void;
  /** The same of several that follow one another, as JSON (core/records/exchange-facts.ts), of the connection of this id. */
  facts(facts: string, connection: string): void;
  /** The counts of the server of a connection: `counted` refers to it. */
  server(connection: ConnectionEnds): ServerCounts;
  /** So many plain exchanges were decided that `plain` was not called for. */
  counted(counts: PlainCounts): void;
  /**
   * Exchanges that are over, as the engine lays them out (core/paths/hop-fields.ts): the oldest first, each before it is judged; or those
   * that are open and were asked for. Called if losses are to be linked.
   */
  hops?(hops: Float64Array, areOpen: boolean): void;
  /** A connection is over. The view is valid during the call. */
  ended(ended: EndedView): void;
  /** The capture has a blind spot. It is called once for each. */
  spot(code: BlindSpotCode): void;
  /** Something happened on a connection's socket. If it is left out, the engine reports no events. */
  event?(connection: Connection, event: ViewedEvent, progress: AcceptedSoFar): void;
  /** A call moved bytes, or offered some, which were classified as `taken` says. Called only if events have bytes. */
  bytes?(event: ViewedEvent, taken: readonly Taken[]): void;
}
