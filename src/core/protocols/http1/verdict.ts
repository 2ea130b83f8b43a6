import type { SocketEvent } from "../../sockets/event.js";
import type { BlindSpotCode } from "../blind-spot.js";
import type { Cause, Exchange } from "../exchange.js";
import type { Hidden } from "./hidden.js";
import { isRefusal } from "./unsent-bytes.js";

/** What is known when a stream ends. */
export interface StreamEnding {
  /** Null where the capture ended, not the stream. */
  readonly cause: Cause | null;
  /** Bytes that a server's kernel refused and that were not offered again. */
  readonly owed: number;
  readonly peerGone: boolean;
  readonly hides: Hidden;
  /** Why what was seen may belong to something else. */
  readonly doubt: BlindSpotCode | null;
  /** The write that never returned had been waiting for the socket: the kernel had not taken all of it. */
  readonly hasWaited: boolean;
}

/**
 * Decides an exchange whose response was not complete when its stream ended. Returns false where there is
 * nothing to tell: a request that was, as far as a capture that shows all can tell, left unanswered.
 *
 * In order: nobody's end; what may belong elsewhere; the peer's doing; a write that never returned; what was refused; what was declared; what
 * was hidden.
 */
export function judgeEnd(exchange: Exchange, ending: StreamEnding): boolean {
  const { cause, owed, peerGone, hides, doubt, hasWaited } = ending;
  const { response } = exchange;
  const mayHaveEnded = owed === 0 && mayBeWholeUnseen(exchange);
  if (cause === null && doubt) return undetermined(exchange, doubt);
  if (cause === null) return mayHaveEnded ? undetermined(exchange) : inFlight(exchange);
  if (response === null) return hides.all ? undetermined(exchange, hides.all) : false;
  const mayBeWhole = owed === 0 && exchange.inDoubtBytes === 0 && !peerGone;
  if (response.framing === "until-close" && mayBeWhole && cause !== "reset") return complete(exchange);
  exchange.cause = cause;
  exchange.outstandingBytes = outstanding(exchange, owed);
  if (doubt) return undetermined(exchange, doubt);
  if (peerGone && mayHaveEnded) return undetermined(exchange);
  if (peerGone) {
    exchange.verdict = "aborted-by-peer";
    return true;
  }
  const lost = exchange.blindSpots.find((code) => code === "lines-lost" || code === "io-uring");
  if (lost) return undetermined(exchange, lost);
  if (mayHaveSentAll(exchange)) {
    return hasWaited ? truncated(exchange, "blocked-write") : undetermined(exchange, "write-in-doubt");
  }
  if (owed > 0) return truncated(exchange, response.declaredBytes === null ? "short-write" : "declared-length");
  if (exchange.request === null && response.acceptedBytes === 0) return undetermined(exchange, "request-not-seen");
  const isReadable = response.framing !== "unknown" || exchange.blindSpots.length === 0;
  if (hides.rest && isReadable) return undetermined(exchange, hides.rest);
  if (response.framing === "content-length") return truncated(exchange, "declared-length");
  if (exchange.blindSpots.length > 0) return undetermined(exchange, ...exchange.blindSpots);
  if (response.framing === "until-close") return undetermined(exchange, "delivery-in-doubt");
  return truncated(exchange, response.framing === "chunked" ? "chunk-framing" : "head-framing");
}

/** True where nothing shows that more of a response was to come whose length, or part of it, was not seen. */
function mayBeWholeUnseen({ response, inDoubtBytes, blindSpots, calls }: Exchange): boolean {
  const failure = calls.refused?.error ?? null;
  const isBroken = failure !== null && !isRefusal(failure); // EPIPE: the program had more to say
  return response !== null && inDoubtBytes === 0 && blindSpots.length > 0 && !isBroken;
}

/** The reader of a response went away by itself: nobody knows what its sender would still have sent. */
export function abandonedByReader(exchange: Exchange): void {
  if (exchange.blindSpots.length > 0) {
    undetermined(exchange); // it may have been whole
    return;
  }
  exchange.verdict = "in-flight";
  exchange.outstandingBytes = outstanding(exchange, 0);
}

/** A whole response whose connection was reset: what the kernel had accepted may never have left it. */
export function markDeliveryInDoubt(exchange: Exchange): void {
  undetermined(exchange, "delivery-in-doubt");
  exchange.cause = "reset";
}

/** True where a write that never returned may have been the whole rest. */
function mayHaveSentAll({ inDoubtBytes, response, outstandingBytes }: Exchange): boolean {
  const isProved = response?.declaredBytes != null && (outstandingBytes ?? 0) > inDoubtBytes;
  return inDoubtBytes > 0 && !isProved;
}

/** Seconds in a write that are more than the kernel needs to copy bytes, and than strace needs to print the result. */
const WAIT = 0.1;

/** True where the write that never returned had waited: only the socket's buffer, which was full, keeps it that long. */
export function waited({ calls: { unreturned } }: Exchange, by: SocketEvent): boolean {
  const [from, to] = [unreturned?.time ?? null, by.time];
  return from !== null && to !== null && to - from >= WAIT;
}

/** What was counted may belong to another response. */
export function markUndetermined(exchange: Exchange, spot: BlindSpotCode): void {
  undetermined(exchange, spot);
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
