import type { Response } from "../protocols/exchange.js";
import type { Judgement } from "../protocols/judgement.js";
import type { MessageFacts, StreamProtocol } from "../protocols/message-facts.js";
import { grouped } from "../text/quantities.js";
import { afterPeerEnd, isCutHere, outstandingBytesOf } from "./phrases.js";

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

function isBlocked({ exchange }: Judgement): boolean {
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

/** Who ended the stream, and how: `the program shut down its sending side`. */
export function endOf({ cause, role }: Judgement): string {
  switch (cause) {
    case "shut-wr":
    case "shut-rdwr":
      return "the program shut down its sending side";
    case "exit":
      return "the process ended";
    case "message-end":
      return role === "client" ? "the peer ended the response" : "the program ended the response";
    case "reset":
      return role === "client" ? "the peer reset the connection" : "the program reset the connection";
    case "eof":
      return "the peer ended the stream";
    default:
      return "the program closed the connection";
  }
}

/**
 * `with 8,406 of 16,401 bytes of a TLS record outstanding`, or `with 2,614,226 of 3,000,000 declared body bytes outstanding, within an HTTP/2
 * frame`, and what came before it.
 *
 * @param frame with its article
 */
export function outstandingIn(judgement: Judgement, frame: string): string {
  const { exchange } = judgement;
  if (isBlocked(judgement)) return `in the write of ${frame}, which had waited for room: a part of it is outstanding`;
  const declared = exchange?.response?.declaredBytes ?? null;
  if (declared === null || exchange?.outstandingBytes == null)
    return `within the head of ${frame}${endBefore(judgement)}`;
  const left = outstandingBytesOf(exchange);
  const isBody = exchange?.response?.framing === "content-length";
  const what = isBody
    ? `with ${left} of ${grouped(declared)} declared body bytes outstanding, within ${frame}`
    : `with ${left} of ${grouped(declared)} bytes of ${frame} outstanding`;
  return `${what}${endBefore(judgement)}`;
}

/** What came before the end. If the program is the client, the finding is about the end of its peer itself. */
export function endBefore(judgement: Judgement): string {
  return judgement.role === "client" ? "" : afterPeerEnd(judgement);
}
