/** How a response declares its end (RFC 9112, section 6.3); null if its head was not read to the end. */
export type ObservedFraming = "content-length" | "chunked" | "until-close" | "none" | "tunnel";

/**
 * How the reading ended.
 *
 * - `complete`: the whole body came.
 * - `eof`, `reset`, `timeout`: a clean end of stream, a reset or a timeout came before the end of the response.
 * - `until-close`: the body has no declared length; it ends with the stream.
 * - `tunnel`: another protocol follows the head.
 * - `malformed`: the bytes are not HTTP/1.
 * - `no-connection`, `error`: no connection was made, or the socket failed in another way.
 */
export type ProbeEnding =
  | "complete"
  | "eof"
  | "reset"
  | "timeout"
  | "until-close"
  | "tunnel"
  | "malformed"
  | "no-connection"
  | "error";

/** `failed`: there is no response to judge. */
export type ProbeVerdict = "complete" | "truncated" | "undetermined" | "failed";

/** What is known of a response so far. */
export interface ResponseFacts {
  /** Of the final response; null before its status line was read. */
  readonly status: number | null;
  readonly framing: ObservedFraming | null;
  /** Null if the head declares no length, or was not read to its end. */
  readonly declaredBytes: number | null;
  /** Body bytes, without the framing of chunks. */
  readonly receivedBytes: number;
  /** Bytes after the end of the body, which belong to no response. */
  readonly excessBytes: number;
  /** True once a byte has come that does not belong to an interim (1xx) response. */
  readonly hasBegun: boolean;
}

/** One request, and how its response ended. */
export interface ProbeOutcome extends ResponseFacts {
  /** Counts from 1, in the order in which the requests were started. */
  readonly number: number;
  readonly ending: ProbeEnding;
  readonly verdict: ProbeVerdict;
  /** The code of a socket error such as `ECONNREFUSED`, or what was wrong with the bytes; null if nothing was. */
  readonly error: string | null;
  /** The code of the error that stopped the request body; null if it was sent whole. */
  readonly uploadError: string | null;
  /** Empty lines that were sent to a silent server. */
  readonly nudges: number;
  /** From the start of the connection attempt to the end. */
  readonly seconds: number;
}

/** The verdict that an ending implies. */
export function verdictOf(ending: ProbeEnding, hasBegun: boolean): ProbeVerdict {
  if (ending === "complete") return "complete";
  if (ending === "until-close" || ending === "tunnel") return "undetermined";
  if (ending === "malformed" || ending === "no-connection") return "failed";
  return hasBegun ? "truncated" : "failed";
}

/** Declared bytes that did not come; null if the head declares none. */
export function missingBytes({ declaredBytes, receivedBytes }: ResponseFacts): number | null {
  return declaredBytes === null ? null : Math.max(0, declaredBytes - receivedBytes);
}

/** How many requests have each verdict. */
export type ProbeTally = Readonly<Record<ProbeVerdict, number>> & { readonly requests: number };

export function tallyOutcomes(outcomes: readonly ProbeOutcome[]): ProbeTally {
  const counts = { requests: outcomes.length, complete: 0, truncated: 0, undetermined: 0, failed: 0 };
  for (const { verdict } of outcomes) counts[verdict]++;
  return counts;
}
