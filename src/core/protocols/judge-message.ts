import { mayTryAgain } from "../sockets/write-errors.js";
import { abortedByPeer, COMPLETE, type Decision, inFlight, undetermined } from "./decision.js";
import type { Cause, Evidence, ExchangeCalls, Framing, Request } from "./exchange.js";
import { judgeAbandoned, judgeEnd, type StreamEnding, type UndecidedExchange } from "./http1/ending/judge-end.js";
import type { Message, MessageResponse } from "./message.js";

/** What is known when a stream of messages ends. */
export interface MessageEnding extends StreamEnding {
  /** The reader of the answers ended the connection itself. */
  readonly isAbandoned: boolean;
  /** Bytes of writes that never returned. */
  readonly inDoubtBytes: number;
  readonly calls: Pick<ExchangeCalls, "lastAccepted" | "refused">;
}

/**
 * Decides a message that is over while its stream goes on. Null if there is nothing to report: its sender gave it up before its first
 * byte.
 */
export function judgeOver(message: Message): Decision | null {
  const { response, end, blindSpots } = message;
  const outstandingBytes = outstandingOf(response);
  switch (end) {
    case "whole":
      return COMPLETE;
    case "over":
      return overrun(response);
    case "short":
      return truncated("declared-length", outstandingBytes);
    case "dropped":
      if (outstandingBytes === 0) return COMPLETE; // only the mark of its end is missing
      return response && truncated(outstandingBytes === null ? "end-marker" : "declared-length", outstandingBytes);
    case "cancelled":
      return cancelled(message, null);
    default:
      return undetermined(...blindSpots);
  }
}

/** Its reader gave it up: the program itself, or its peer. */
function cancelled({ response, isOwnCancel }: Message, cause: Cause | null): Decision {
  const outstandingBytes = outstandingOf(response);
  return isOwnCancel ? inFlight(outstandingBytes) : abortedByPeer(cause, outstandingBytes);
}

/** More bytes than declared: what is outstanding is negative, as for HTTP/1. */
function overrun(response: MessageResponse | null): Decision {
  const surplus = (response?.acceptedBytes ?? 0) - (response?.declaredBytes ?? 0);
  return { ...COMPLETE, verdict: "overrun", outstandingBytes: -surplus };
}

function truncated(evidence: Evidence, outstandingBytes: number | null): Decision {
  return { verdict: "truncated", cause: "message-end", evidence, outstandingBytes, blindSpots: [] };
}

/**
 * Decides a message that is under way when its stream ends. Null if there is nothing to report: an answer that did not begin, and a
 * stream without a mark of its end when the capture ends.
 *
 * Whether the calls of the program prove something is decided as for HTTP/1; only what is owed comes from another framing.
 */
export function judgeOpen(message: Message, known: MessageEnding): Decision | null {
  const { end, response, blindSpots } = message;
  const ending = endingOf(message, known);
  if (response === null && ending.cause === null) return null;
  if (message.discardedBytes) return discarded(message.discardedBytes, ending);
  if (end === "lost" && mayBeOfAnother(response)) return undetermined(...blindSpots);
  if (ending.doubt === "threads-not-traced" && ending.cause !== null) return undetermined(ending.doubt);
  const isStream = response !== null && STREAMS.has(response.framing);
  if (ending.cause === null && (end === "unmarked" || (isStream && (end === "whole" || end === "lost")))) return null;
  if (end === "whole") return isUndelivered(ending) ? undetermined("delivery-in-doubt") : COMPLETE;
  if (end === "over") return overrun(response);
  if ((end === "cut" || end === "unended") && outstandingOf(response) === 0) return COMPLETE; // only the mark of its end is missing
  if (end === "cancelled") return cancelled(message, ending.cause);
  if (end === "unmarked" && ending.isAbandoned) return COMPLETE;
  if (end === "unmarked" && hasNothingToSend(ending)) return COMPLETE;
  const undecided: UndecidedExchange = {
    // an answer to HEAD may end before its body, and never within a record
    request: message.request ?? (message.signs.includes("in-frame") ? UNSEEN_REQUEST : null),
    response: response && { ...response, time: null, framing: FRAMING_OF[end] ?? "unknown" },
    inDoubtBytes: ending.inDoubtBytes,
    mayEndInDoubt: true,
    unseenEnd: message.signs.includes("unseen-end") ? "by-layout" : null,
    blindSpots: [...blindSpots],
    calls: ending.calls,
  };
  const decision = ending.isAbandoned ? judgeAbandoned(undecided) : judgeEnd(undecided, ending);
  if (decision && message.mayHaveEnded && isLeftOpen(decision)) return undetermined(message.mayHaveEnded);
  return decision && { ...decision, evidence: evidenceOf(decision.evidence, message) };
}

/** True if the verdict rests on a message that goes on when its reader leaves, or when the capture ends. */
function isLeftOpen({ verdict }: Decision): boolean {
  return verdict === "in-flight" || verdict === "aborted-by-peer";
}

/** What the message says of the end besides the calls: a reader that said that it sends no more (close_notify) may have left. */
function endingOf({ owesNothing, signs }: Message, known: MessageEnding): MessageEnding {
  const owed = owesNothing ? 0 : known.owed;
  return { ...known, owed, peerMayHaveLeft: known.peerMayHaveLeft || signs.includes("peer-left") };
}

/** The stream said that it ends, and went on: its reader may not take what followed. */
function discarded(outstandingBytes: number, { cause }: MessageEnding): Decision {
  return { verdict: "truncated", cause, evidence: "end-marker", outstandingBytes, blindSpots: [] };
}

/**
 * True if the program read the request, ended the connection itself without a byte of an answer, and its client was still there; or if it sent
 * the request, and met the end of the stream.
 */
export function isUnanswered({ request, response }: Message, ending: MessageEnding): boolean {
  const { cause, owed, inDoubtBytes, peerGone, peerMayHaveLeft, hides, doubt, isAbandoned } = ending;
  if (request === null || request.isCut || response !== null || cause === null || isAbandoned) return false;
  const isEnded = cause === "eof" || (cause !== "reset" && !peerGone && !peerMayHaveLeft);
  return isEnded && owed === 0 && inDoubtBytes === 0 && hides.all === null && doubt === null;
}

/** A request of which nothing was seen, and nothing needs to be. */
const UNSEEN_REQUEST: Request = { method: "", target: "", line: 0 };

/** Framings of streams that have no responses: between two records, nothing may be under way. */
const STREAMS: ReadonlySet<Framing> = new Set<Framing>(["tls-records", "websocket-frames"]);

/** True if all of it may be hidden, or if bytes that the kernel refused may belong to another stream, or to none: HTTP/2 has many in one. */
function mayBeOfAnother(response: MessageResponse | null): boolean {
  return response === null || response.framing === "http2-frames";
}

/** How the common judgement calls what is owed. */
const FRAMING_OF: Partial<Record<Message["end"], Framing>> = {
  cut: "content-length",
  unended: "chunked",
  unmarked: "until-close",
};

/** Its own framing is what proves that something is missing: also the head of a frame that has come in part, and declares nothing yet. */
function evidenceOf(evidence: Evidence | null, { signs }: Message): Evidence | null {
  if (evidence === "chunk-framing") return "end-marker";
  return signs.includes("in-frame") && evidence !== "blocked-write" ? evidence && "record-framing" : evidence;
}

/** The peer left when no record was under way, and the kernel had refused nothing: all that was sent is whole. */
function hasNothingToSend({ owed, inDoubtBytes, peerGone, peerMayHaveLeft, calls }: MessageEnding): boolean {
  const failure = calls.refused?.error ?? null;
  const isBroken = failure !== null && !mayTryAgain(failure);
  return (peerGone || peerMayHaveLeft) && owed === 0 && inDoubtBytes === 0 && !isBroken;
}

/** Closing reset the connection, so the kernel may have dropped what it had accepted (RFC 9112, section 9.6). */
function isUndelivered({ cause, isAbandoned }: MessageEnding): boolean {
  return cause === "reset" && !isAbandoned;
}

function outstandingOf(response: MessageResponse | null): number | null {
  if (response?.declaredBytes == null) return null;
  return Math.max(0, response.declaredBytes - (response.acceptedBytes ?? 0));
}
