import type { BlindSpotCode } from "./blind-spot.js";
import type { Cause, Evidence, Verdict } from "./exchange.js";

/** The verdict on an exchange, and what it rests on. The engine writes it into the exchange. */
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

/** Every byte that the head promised was handed over. */
export const COMPLETE: Decision = { ...NOTHING, verdict: "complete", outstandingBytes: 0 };

/** The capture does not show enough for a verdict; `spots` say why. */
export function undetermined(...spots: readonly BlindSpotCode[]): Decision {
  return { ...NOTHING, verdict: "undetermined", blindSpots: spots };
}

/** The peer left before the response was whole. `cause` is null if the capture ends before the program ends the stream. */
export function abortedByPeer(cause: Cause | null, outstandingBytes: number | null): Decision {
  return { ...NOTHING, verdict: "aborted-by-peer", cause, outstandingBytes };
}

/** The response was not whole when the capture ended, or when its reader went away. */
export function inFlight(outstandingBytes: number | null, ...spots: readonly BlindSpotCode[]): Decision {
  return { ...NOTHING, verdict: "in-flight", outstandingBytes, blindSpots: spots };
}
