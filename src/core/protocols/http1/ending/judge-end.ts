import { mayTryAgain } from "../../../sockets/write-errors.js";
import type { BlindSpotCode } from "../../blind-spot.js";
import { abortedByPeer, COMPLETE, type Decision, inFlight, undetermined } from "../../decision.js";
import type { Cause, Evidence, Exchange } from "../../exchange.js";

/** An exchange of which there is no verdict yet: what it rests on. */
export type UndecidedExchange = Pick<
  Exchange,
  "request" | "response" | "inDoubtBytes" | "mayEndInDoubt" | "unseenEnd" | "blindSpots"
> & { readonly calls: Pick<Exchange["calls"], "lastAccepted" | "refused"> };

/** Why a capture may hide calls that carried a response; null if it cannot. */
export interface Hidden {
  /** All of a response of which nothing was seen. */
  readonly all: BlindSpotCode | null;
  /** The rest of one that was seen in part. */
  readonly rest: BlindSpotCode | null;
  /** That the kernel refused bytes of one that lasts until the close. */
  readonly refusal: BlindSpotCode | null;
}

/** What is known when a stream ends. */
export interface StreamEnding {
  /** Null if the capture ended, not the stream. */
  readonly cause: Cause | null;
  /** Bytes that a server's kernel refused and that the server did not offer again. */
  readonly owed: number;
  /** True if what is owed comes from a write that failed for good (EINVAL, EIO, ...), and not from a full buffer. */
  readonly hasFailed: boolean;
  readonly peerGone: boolean;
  /** The peer had ended its side first, and nothing proves that it still read. */
  readonly peerMayHaveLeft: boolean;
  readonly hides: Hidden;
  /** Why what was seen may belong to something else; null without such a doubt. */
  readonly doubt: BlindSpotCode | null;
  /** True if the write that never returned had been waiting for the socket: the kernel had not taken all of it. */
  readonly hasWaited: boolean;
  /** The last bytes of a chunked body were seen, and cannot be its end. */
  readonly hasOpenEnd: boolean;
  /** The capture may hide that the peer had ended its side: to that the program's end may be the answer. */
  readonly mayBeAnswer: boolean;
  /** The program ended the stream itself: it was not killed, nor told to end, and it did not fail. */
  readonly isMeant: boolean;
}

/**
 * Decides an exchange whose response was not complete when its stream ended. Null if there is nothing to report: the
 * request was left unanswered, and the capture shows all writes.
 *
 * Checked in order: capture ended, ambiguous owner, peer gone, peer ended first, unreturned write, refused, declared, hidden.
 */
export function judgeEnd(exchange: UndecidedExchange, ending: StreamEnding): Decision | null {
  const { cause, owed, peerGone, peerMayHaveLeft, hides, doubt } = ending;
  const { response, inDoubtBytes } = exchange;
  const mayHaveEnded = owed === 0 && mayBeWholeUnseen(exchange);
  if (cause === null) {
    if (doubt) return undetermined(doubt);
    if (mayHaveEnded) return undetermined(...hiddenEnd(exchange));
    const outstanding = outstandingOf(exchange, owed);
    if (!peerGone) return inFlight(outstanding, "capture-ends-early");
    return response && abortedByPeer(null, outstanding); // the peer gets nothing more, whatever the program does next
  }
  if (response === null) return hides.all && owed === 0 ? undetermined(hides.all) : null;
  if (doubt === "threads-not-traced") return undetermined(doubt);
  const mayBeWhole = owed === 0 && inDoubtBytes === 0 && !peerGone;
  if (response.framing === "until-close" && mayBeWhole && cause !== "reset") {
    if (hides.refusal) return undetermined(hides.refusal);
    return ending.isMeant ? COMPLETE : undetermined("unmarked-end");
  }
  if (doubt) return undetermined(doubt === "reads-not-traced" && owed === 0 ? (hides.rest ?? doubt) : doubt);
  if (exchange.blindSpots.includes("lines-out-of-order")) return undetermined(); // who ended first is not known
  // who has the whole response may leave, and then the program closes
  const isLeft = peerMayHaveLeft && !peerGone && !hides.rest && exchange.blindSpots.length === 0;
  if (isLeft && owed === 0 && inDoubtBytes === 0 && isDeliberate(exchange, cause)) return COMPLETE;
  if ((peerGone || peerMayHaveLeft) && mayHaveEnded) return undetermined(...hiddenEnd(exchange));
  if (peerGone) return abortedByPeer(cause, outstandingOf(exchange, owed));
  if (peerMayHaveLeft) return undetermined("peer-ended-first");
  const decision = judgeOwnEnd(exchange, cause, ending);
  // a peer of which the kernel had refused bytes still had some to read
  const isOwn = decision.verdict !== "truncated" || owed > 0 || !ending.mayBeAnswer;
  return isOwn ? decision : undetermined("reads-not-traced");
}

/** Blind spots under which a write that the verdict needs may not have been seen in its place. */
const LOSSES: ReadonlySet<BlindSpotCode> = new Set<BlindSpotCode>(["lines-lost", "lines-elided", "io-uring"]);

/** The program ended the stream, and its peer was still there. */
function judgeOwnEnd(exchange: UndecidedExchange, cause: Cause, ending: StreamEnding): Decision {
  const { owed, hasFailed, hides, hasWaited, hasOpenEnd } = ending;
  const { framing, declaredBytes, acceptedBytes } = exchange.response ?? {};
  const { blindSpots } = exchange;
  const truncated = (evidence: Evidence): Decision => {
    const outstandingBytes = outstandingOf(exchange, owed);
    return { verdict: "truncated", cause, evidence, outstandingBytes, blindSpots: [] };
  };
  const lost = blindSpots.find((code) => LOSSES.has(code));
  if (lost) return undetermined(lost);
  if (mayHaveSentAll(exchange, owed)) return hasWaited ? truncated("blocked-write") : undetermined("write-in-doubt");
  const isTold = hasFailed && framing === "chunked" && blindSpots.length === 0; // its framing says more
  if (owed > 0 && !isTold)
    return truncated(declaredBytes !== null ? "declared-length" : hasFailed ? "failed-write" : "short-write");
  if (exchange.request === null && acceptedBytes === 0) return undetermined("request-not-seen");
  if (isFilled(exchange) && isDeliberate(exchange, cause)) return COMPLETE;
  const isReadable = framing !== "unknown" || blindSpots.length === 0;
  if (hides.rest && isReadable) return undetermined(...(hidesCount(exchange) ? [COUNT_ELIDED] : []), hides.rest);
  if (mayFit(exchange, owed)) return undetermined("bytes-elided");
  if (framing === "content-length") return truncated("declared-length");
  if (hasOpenEnd) return truncated("chunk-framing");
  if (exchange.unseenEnd) return isDeliberate(exchange, cause) ? COMPLETE : undetermined(...hiddenEnd(exchange));
  if (blindSpots.length > 0) return undetermined();
  if (framing === "until-close") return undetermined("delivery-in-doubt");
  return truncated(framing === "chunked" ? "chunk-framing" : "head-framing");
}

/**
 * True if the five hidden bytes at the end of a chunked response are the last chunk. A chunk size may be as long, but then
 * its data follows: only a program that died has an excuse.
 */
function isDeliberate({ unseenEnd }: UndecidedExchange, cause: Cause): boolean {
  return unseenEnd === "by-layout" && (cause === "close" || cause === "shut-wr" || cause === "shut-rdwr");
}

/** True if the buffers after a cut head hold just the declared length: no write can be hidden that belongs to the body. */
function isFilled({ unseenEnd, response }: UndecidedExchange): boolean {
  return unseenEnd === "by-layout" && response?.framing === "unknown"; // a hidden last chunk comes in a chunked body
}

/** The decision on a response whose reader went away by itself: what its sender would still have sent is unknown. */
export function judgeAbandoned(exchange: UndecidedExchange): Decision {
  if (exchange.unseenEnd) return undetermined(...hiddenEnd(exchange));
  return exchange.blindSpots.length > 0 ? undetermined() : inFlight(outstandingOf(exchange, 0));
}

/** True if the capture hides the response's length, or a part of it, and nothing shows that more was to come. */
function mayBeWholeUnseen({ response, inDoubtBytes, blindSpots, calls, unseenEnd }: UndecidedExchange): boolean {
  const failure = calls.refused?.error ?? null;
  const isBroken = failure !== null && !mayTryAgain(failure); // EPIPE: the program had more to send
  return response !== null && inDoubtBytes === 0 && (blindSpots.length > 0 || unseenEnd !== null) && !isBroken;
}

/** Why the end of a response may be unseen, unless the exchange says it already. */
function hiddenEnd({ unseenEnd }: UndecidedExchange): BlindSpotCode[] {
  return unseenEnd ? ["head-cut-by-string-limit"] : [];
}

/** A person left out how much the program offered, so it is not known whether the kernel refused some of it. */
function hidesCount({ calls: { lastAccepted } }: UndecidedExchange): boolean {
  return lastAccepted?.asked === null && lastAccepted.pieces.some(({ elided }) => elided !== undefined);
}

const COUNT_ELIDED: BlindSpotCode = "bytes-elided";

/** True if what is outstanding is no more than what a string of the head differs from its count. */
function mayFit(exchange: UndecidedExchange, owed: number): boolean {
  return (outstandingOf(exchange, owed) ?? Number.POSITIVE_INFINITY) <= (exchange.response?.misfitBytes ?? 0);
}

/** True if a write that never returned may have been the whole rest. */
function mayHaveSentAll(exchange: UndecidedExchange, owed: number): boolean {
  const { inDoubtBytes, mayEndInDoubt, response } = exchange;
  if (inDoubtBytes === 0) return false;
  if (response?.declaredBytes != null) return (outstandingOf(exchange, owed) ?? 0) <= inDoubtBytes;
  return response?.framing !== "chunked" || mayEndInDoubt;
}

/** Bytes that were still to come: by the declared length, or else those that the kernel refused. Null if unknown. */
function outstandingOf({ response }: UndecidedExchange, owed: number): number | null {
  if (response?.declaredBytes != null) {
    const left = response.declaredBytes - (response.acceptedBytes ?? 0);
    return response.isAtMost ? Math.max(left, owed) : left; // the kernel may have refused more than the length proves
  }
  return owed > 0 ? owed : null;
}
