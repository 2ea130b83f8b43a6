import type { Response } from "../protocols/exchange.js";
import type { Judgement } from "../protocols/judgement.js";
import type { MessageFacts, StreamProtocol } from "../protocols/message-facts.js";
import { isCutHere } from "./phrases.js";

/** A response of another protocol than HTTP/1, and what its protocol says of it. */
interface JudgedMessage {
  readonly message: MessageFacts;
  readonly response: Response | null;
}

/** The message that a judgement is about, if it is one of these protocols. */
export function messageOf({ about, exchange }: Judgement, ...of: readonly StreamProtocol[]): JudgedMessage | null {
  const message = exchange?.message;
  return about === "response" && message && of.includes(message.protocol)
    ? { message, response: exchange.response }
    : null;
}

/**
 * True if a message of one of these protocols is cut within a record or a frame: its head says that more bytes belong to it, or the
 * process was killed in the write of it.
 */
export function isCutInFrame(judgement: Judgement, ...of: readonly StreamProtocol[]): boolean {
  const found = messageOf(judgement, ...of);
  return found !== null && isCutHere(judgement) && (found.message.signs.includes("in-frame") || isBlocked(judgement));
}

/** True if the process was killed in a write that had waited for room. */
export function isBlocked({ exchange }: Judgement): boolean {
  return exchange?.evidence === "blocked-write";
}

/** True if a message of one of these protocols is cut between its records or frames, or before its declared length. */
export function isCutBetweenFrames(judgement: Judgement, ...of: readonly StreamProtocol[]): boolean {
  const found = messageOf(judgement, ...of);
  return found !== null && isCutHere(judgement) && !isCutInFrame(judgement, ...of) && isOfFraming(judgement);
}

/**
 * True if the side that answers ended its stream between two records or frames, before the other side left, and the mark of a meant end did
 * not come (close_notify, a close frame).
 */
export function isUnmarkedEnd(judgement: Judgement, of: StreamProtocol): boolean {
  const message = messageOf(judgement, of)?.message;
  const { role, cause, exchange } = judgement;
  const isLeft = role === "client" && cause !== "eof" && cause !== "reset"; // the program itself left, with all that it wanted
  if (message?.end !== "unmarked" || isLeft) return false;
  if (message.signs.includes("peer-left") || message.signs.includes("data-after-end")) return false;
  const wasKilled = exchange?.verdict === "undetermined" && exchange.blindSpots.includes("unmarked-end");
  return exchange?.verdict === "complete" || wasKilled;
}

/** False if the framing proves nothing, and only the refused bytes do. */
function isOfFraming({ exchange }: Judgement): boolean {
  return exchange?.evidence !== "short-write" && exchange?.evidence !== "failed-write";
}
