import type { Exchange } from "../protocols/exchange.js";
import type { Judgement } from "../protocols/judgement.js";
import type { Counting, LossCounts } from "./groups.js";
import type { BodySizes, Connection, PlainExchange } from "./model.js";

/** What says which end of a connection its server is. */
export type ConnectionEnds = Pick<Connection, "role" | "local" | "peer">;

/** The counts of a server's responses. They grow. */
export type ServerCounts = Counting<LossCounts>;

/** Plain exchanges that a follower has counted by itself. */
export interface PlainCounts {
  readonly responses: number;
  readonly servers: readonly (readonly [ServerCounts, number])[];
  readonly statuses: readonly (readonly [number | null, number])[];
  readonly bodySizes: readonly BodySizes[];
}

/** The plain exchange that was judged; null if there is more to say of it. */
export function plainExchangeOf({ about, exchange, reset }: Judgement): PlainExchange | null {
  if (about !== "response" || reset || exchange?.verdict !== "complete" || !exchange.response) return null;
  return wasRefused(exchange) || exchange.blindSpots.length > 0 || exchange.inDoubtBytes > 0
    ? null
    : { request: exchange.request, ...exchange.response };
}

function wasRefused({ calls: { firstRefused, refused, unreturned } }: Exchange): boolean {
  return firstRefused !== null || refused !== null || unreturned !== null;
}
