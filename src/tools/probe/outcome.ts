/** How the response ends, by its own account (RFC 9112, section 6.3); null where no head was read. */
export type ObservedFraming = "content-length" | "chunked" | "until-close" | "none" | "tunnel";

/**
 * How the reading ended: the body was `complete`; a clean end of stream (`eof`), a `reset` or a `timeout` came
 * first; the end of the stream was the end of the body (`until-close`), or another protocol follows (`tunnel`);
 * the bytes were no HTTP/1 (`malformed`); there was `no-connection`, or another `error` of the socket.
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
  /** Null where the head declares none, or was not read to its end. */
  readonly declaredBytes: number | null;
  /** Body bytes, without the framing of chunks. */
  readonly receivedBytes: number;
  /** Bytes that were read behind the end of the body, and belong to no response. */
  readonly excessBytes: number;
  /** True once a byte has come that no interim (1xx) response accounts for. */
  readonly hasBegun: boolean;
}

/** One request, and what came of it. */
export interface ProbeOutcome extends ResponseFacts {
  /** Counts from 1, in the order in which the requests were started. */
  readonly number: number;
  readonly ending: ProbeEnding;
  readonly verdict: ProbeVerdict;
  /** The code of a socket error such as `ECONNREFUSED`, or what was wrong with the bytes. */
  readonly error: string | null;
  /** The code of the error that kept the request body from being sent whole. */
  readonly uploadError: string | null;
  /** Empty lines that were sent to a silent server. */
  readonly nudges: number;
  /** From the start of the connecting to the end. */
  readonly seconds: number;
}

/** What an ending says about a response. */
export function verdictOf(ending: ProbeEnding, hasBegun: boolean): ProbeVerdict {
  if (ending === "complete") return "complete";
  if (ending === "until-close" || ending === "tunnel") return "undetermined";
  if (ending === "malformed" || ending === "no-connection") return "failed";
  return hasBegun ? "truncated" : "failed";
}

/** Declared bytes that did not come; null where the head declares none. */
export function missingBytes({ declaredBytes, receivedBytes }: ResponseFacts): number | null {
  return declaredBytes === null ? null : Math.max(0, declaredBytes - receivedBytes);
}

/** How many requests came to which verdict. */
export type ProbeTally = Readonly<Record<ProbeVerdict, number>> & { readonly requests: number };

export function tallyOutcomes(outcomes: readonly ProbeOutcome[]): ProbeTally {
  const counts = { requests: outcomes.length, complete: 0, truncated: 0, undetermined: 0, failed: 0 };
  for (const { verdict } of outcomes) counts[verdict]++;
  return counts;
}
