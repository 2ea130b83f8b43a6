/** The verdict on an exchange, and what it rests on (core/protocols/decision.ts). */
import { BlindSpot } from "./blind-spot";
import { Cause, Evidence, Exchange, NOT_ANY, Verdict } from "./exchange";

/** Writes a decision into its exchange. */
export function decide(exchange: Exchange, verdict: Verdict, cause: i32, evidence: i32, outstandingBytes: f64): void {
  exchange.verdict = verdict;
  exchange.cause = cause;
  exchange.evidence = evidence;
  exchange.outstandingBytes = outstandingBytes;
}

/** Every byte that the head promised was handed over. */
export function decideComplete(exchange: Exchange): void {
  decide(exchange, Verdict.Complete, NOT_ANY, NOT_ANY, 0);
}

/** The capture does not show enough for a verdict; the exchange says already why. */
export function decideUndetermined(exchange: Exchange): void {
  decide(exchange, Verdict.Undetermined, NOT_ANY, NOT_ANY, NaN);
}

/** The same; the spot says why. */
export function decideUndeterminedFor(exchange: Exchange, spot: BlindSpot): void {
  decideUndetermined(exchange);
  exchange.addSpot(spot);
}

/** A whole response whose connection was reset: the kernel may have dropped what it had accepted. */
export function decideDeliveryInDoubt(exchange: Exchange): void {
  decide(exchange, Verdict.Undetermined, Cause.Reset, NOT_ANY, NaN);
  exchange.addSpot(BlindSpot.DeliveryInDoubt);
}

/** A chunked body was followed by another response in place of its last chunk. */
export function decideUnended(exchange: Exchange): void {
  decide(exchange, Verdict.Truncated, NOT_ANY, Evidence.ChunkFraming, NaN);
}

/** The peer left before the response was whole. */
export function decideAbortedByPeer(exchange: Exchange, cause: i32, outstandingBytes: f64): void {
  decide(exchange, Verdict.AbortedByPeer, cause, NOT_ANY, outstandingBytes);
}

/** The program wrote `surplus` bytes more than the response may hold. */
export function decideOverrun(exchange: Exchange, surplus: f64): void {
  decide(exchange, Verdict.Overrun, NOT_ANY, NOT_ANY, -surplus);
}
