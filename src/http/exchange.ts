import type { WriteEvent } from "../sockets/event.js";
import type { BlindSpotCode } from "./blind-spot.js";

export type Verdict = "complete" | "truncated" | "aborted-by-peer" | "overrun" | "in-flight" | "undetermined";
export type Cause = "shut-wr" | "shut-rdwr" | "close" | "exit" | "reset";
/** What the verdict rests on. */
export type Evidence = "declared-length" | "chunk-framing" | "short-write";

export interface Request {
  readonly method: string;
  readonly target: string;
  readonly line: number;
}

export interface Response {
  /** Null where the capture cut the head before it. */
  status: number | null;
  readonly line: number;
  framing: "content-length" | "chunked" | "until-close" | "none" | "unknown";
  /** Body bytes that the head promises; null where it promises none or was not seen. */
  declaredBytes: number | null;
  /** Body bytes that the kernel took; null where the head's length, and so the body's start, is unknown. */
  acceptedBytes: number | null;
}

/** The calls that a finding about this exchange points at. */
export interface Evidences {
  head: WriteEvent | null;
  lastAccepted: WriteEvent | null;
  refused: WriteEvent | null;
}

/** One request and its response. */
export interface Exchange {
  readonly index: number;
  request: Request | null;
  response: Response | null;
  verdict: Verdict;
  cause: Cause | null;
  evidence: Evidence | null;
  /** Declared less accepted where a length was declared, otherwise what was owed; null where neither is known. */
  outstandingBytes: number | null;
  /** What the program last tried to write and the kernel refused. */
  owedBytes: number;
  /** Bytes of writes that never returned: the kernel may have taken any part of them. */
  inDoubtBytes: number;
  readonly blindSpots: BlindSpotCode[];
  readonly calls: Evidences;
}

export function newExchange(index: number, request: Request | null): Exchange {
  return {
    index,
    request,
    response: null,
    verdict: "in-flight",
    cause: null,
    evidence: null,
    outstandingBytes: null,
    owedBytes: 0,
    inDoubtBytes: 0,
    blindSpots: [],
    calls: { head: null, lastAccepted: null, refused: null },
  };
}
