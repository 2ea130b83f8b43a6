import type { Verdict } from "../protocols/exchange.js";

/** What is lost of a response: the program alone can lose bytes, and a response that is whole has lost none. */
export function bytesLost(verdict: Verdict, outstandingBytes: number | null): number | null {
  return verdict === "truncated" ? outstandingBytes : 0;
}
