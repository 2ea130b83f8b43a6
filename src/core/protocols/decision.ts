import type { BlindSpotCode } from "./blind-spot.js";
import type { Cause, Evidence, Exchange, Verdict } from "./exchange.js";

/** The verdict on an exchange, and what it rests on. `decide` alone writes it into the exchange. */
export interface Decision {
  readonly verdict: Verdict;
  readonly cause: Cause | null;
  readonly evidence: Evidence | null;
  /** See `Exchange.outstandingBytes`. */
  readonly outstandingBytes: number | null;
  /** Reasons for the verdict that the exchange does not have yet. */
  readonly blindSpots: readonly BlindSpotCode[];
}

const NOTHING: Omit<Decision, "verdict"> = { cause: null, evidence: null, outstandingBytes: null, blindSpots: [] };

/** Writes a decision into its exchange. */
export function decide(exchange: Exchange, decision: Decision): void {
  exchange.verdict = decision.verdict;
  exchange.cause = decision.cause;
  exchange.evidence = decision.evidence;
  exchange.outstandingBytes = decision.outstandingBytes;
  for (const spot of decision.blindSpots) if (!exchange.blindSpots.includes(spot)) exchange.blindSpots.push(spot);
}

/** Every byte that the head promised was handed over. */
export const COMPLETE: Decision = { ...NOTHING, verdict: "complete", outstandingBytes: 0 };

/** The capture does not show enough for a verdict; `spots` say why. */
export function undetermined(...spots: readonly BlindSpotCode[]): Decision {
  return { ...NOTHING, verdict: "undetermined", blindSpots: spots };
}

/** A whole response whose connection was reset: the kernel may have dropped what it had accepted. */
export const DELIVERY_IN_DOUBT: Decision = { ...undetermined("delivery-in-doubt"), cause: "reset" };

/** A chunked body was followed by another response in place of its last chunk. */
export const UNENDED: Decision = { ...NOTHING, verdict: "truncated", evidence: "chunk-framing" };

/** The peer left before the response was whole. `cause` is null if the capture ends before the program ends the stream. */
export function abortedByPeer(cause: Cause | null, outstandingBytes: number | null): Decision {
  return { ...NOTHING, verdict: "aborted-by-peer", cause, outstandingBytes };
}

/** The response was not whole when the capture ended, or when its reader went away. */
export function inFlight(outstandingBytes: number | null, ...spots: readonly BlindSpotCode[]): Decision {
  return { ...NOTHING, verdict: "in-flight", outstandingBytes, blindSpots: spots };
}

/** The program wrote `surplus` bytes more than the response may hold. */
export function overrun(surplus: number): Decision {
  return { ...NOTHING, verdict: "overrun", outstandingBytes: -surplus };
}
