import type { Exchange } from "../protocols/exchange.js";
import type { Judgement } from "../protocols/judgement.js";
import type { PlainExchange } from "./model.js";

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
