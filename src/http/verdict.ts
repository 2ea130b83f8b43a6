import type { Filter } from "../sockets/filter.js";
import type { BlindSpotCode } from "./blind-spot.js";
import type { Cause, Exchange } from "./exchange.js";

/** What is known when a stream ends. */
export interface Ending {
  /** Null where the capture ended, not the stream. */
  readonly cause: Cause | null;
  readonly owed: number;
  readonly peerGone: boolean;
  readonly filter: Filter;
  /** True where the request was not seen, so that it may have been a HEAD. */
  readonly mayBeHead: boolean;
}

/**
 * Decides an exchange whose response was not complete when its stream ended. Returns false where there is
 * nothing to tell: a request that the program, seen in full, left unanswered.
 *
 * In order: nobody's end; the peer's doing; what was refused; what was declared; what was hidden.
 */
export function judgeEnd(exchange: Exchange, ending: Ending): boolean {
  const { cause, owed, peerGone, filter, mayBeHead } = ending;
  const { response } = exchange;
  if (cause === null) return inFlight(exchange);
  if (response === null) {
    if (filter.showsPlainWrites) return false;
    return undetermined(exchange, "writes-not-traced");
  }
  if (response.framing === "until-close" && owed === 0) return complete(exchange);
  exchange.cause = cause;
  exchange.outstandingBytes = outstanding(exchange, owed);
  if (peerGone) {
    exchange.verdict = "aborted-by-peer";
    return true;
  }
  const hidden = hiddenBy(exchange);
  if (hidden !== null) return undetermined(exchange, hidden);
  if (owed > 0) return truncated(exchange, response.declaredBytes === null ? "short-write" : "declared-length");
  if (response.framing === "unknown") return undetermined(exchange, ...exchange.blindSpots);
  if (mayBeHead && response.acceptedBytes === 0) return undetermined(exchange, "request-not-seen");
  if (!filter.showsSendfile) return undetermined(exchange, "writes-not-traced");
  if (response.framing === "content-length") return truncated(exchange, "declared-length");
  if (exchange.blindSpots.length > 0) return undetermined(exchange, ...exchange.blindSpots);
  return truncated(exchange, "chunk-framing");
}

/** What may have sent the rest without a line that shows it; null where nothing may. */
function hiddenBy({ blindSpots, inDoubtBytes, response, outstandingBytes }: Exchange): BlindSpotCode | null {
  const spot = blindSpots.find((code) => code === "lines-lost" || code === "io-uring");
  if (spot) return spot;
  const isProved = response?.declaredBytes != null && (outstandingBytes ?? 0) > inDoubtBytes;
  return inDoubtBytes > 0 && !isProved ? "write-in-doubt" : null;
}

function outstanding({ response }: Exchange, owed: number): number | null {
  if (response?.declaredBytes != null) return response.declaredBytes - (response.acceptedBytes ?? 0);
  return owed > 0 ? owed : null;
}

function truncated(exchange: Exchange, evidence: Exchange["evidence"]): true {
  exchange.verdict = "truncated";
  exchange.evidence = evidence;
  return true;
}

function complete(exchange: Exchange): true {
  exchange.verdict = "complete";
  exchange.outstandingBytes = 0;
  return true;
}

function inFlight(exchange: Exchange): true {
  exchange.verdict = "in-flight";
  exchange.blindSpots.push("capture-ends-early");
  exchange.outstandingBytes = outstanding(exchange, exchange.owedBytes);
  return true;
}

function undetermined(exchange: Exchange, ...spots: BlindSpotCode[]): true {
  exchange.verdict = "undetermined";
  exchange.cause = null;
  exchange.outstandingBytes = null;
  for (const spot of spots) if (!exchange.blindSpots.includes(spot)) exchange.blindSpots.push(spot);
  return true;
}
