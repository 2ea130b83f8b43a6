/** Why closing a socket resets its connection. */
import { isTime } from "../../call/current-call";
import { event } from "../../events/event-record";
import { only } from "../../memory";
import { Transport } from "../../sockets/kinds";
import { NOT_ANY } from "../exchange";
import { judgement, ResetBy } from "../judgement";
import { Peer } from "../peer";

/** The kernel then drops the bytes that it accepted and has not delivered yet (RFC 9112, section 9.6, "TCP reset problem"). */
@unmanaged
export class Reset {
  /** Request bytes that the program never read; NaN when the length of the request is unknown. */
  unreadBytes: f64;
  /** A `ResetBy`; NOT_ANY: closing does not reset the connection. */
  by: i32;
  /** False when the socket may be a Unix socket: a close does not lose bytes there. */
  isCertain: bool;
}

export const reset: Reset = only<Reset>();

/** Nothing is reset. */
export function noReset(): void {
  reset.by = NOT_ANY;
}

/** The judgement that is being made has the reset, if there is one. */
export function setReset(): void {
  judgement.resetBy = reset.by;
  judgement.unreadBytes = reset.unreadBytes;
  judgement.isResetCertain = reset.isCertain ? 1 : 0;
}

/** What is known when the last fd of a server's socket is closed. */
@unmanaged
export class Closing {
  /** Request bytes that the server did not read yet; NaN if the request does not say how many. */
  unreadBytes: f64;
  /** When the program shut its side down; NaN if it did not, or if that is not known. */
  shutdownTime: f64;
  /** True if there are such bytes. */
  hasUnread: bool;
  /** Line of the call that completed the last response, which counts only if that is whole. */
  answeredLine: u32;
  isAnswered: bool;
}

export const closing: Closing = only<Closing>();

/** Seconds between SHUT_WR and close that make a lingering close. Go waits 0.5 s for the client to take all bytes. */
const LINGER: f64 = 0.4;

/**
 * Finds out whether the end at hand, of which `closing` says what is known, resets the connection: the answer stands in `reset`
 * (RFC 9112 section 9.6). TCP answers with RST if the receive queue is not empty, if more bytes arrive later, and if SO_LINGER is 0.
 * A peer that has ended its side sends no more.
 */
export function findReset(peer: Peer): void {
  noReset();
  const socket = event.socket;
  if (socket.transport === Transport.Unix || peer.isGone) return;
  const end = peer.end;
  // a client that ends its side after the whole response most likely has it: servers then reset to save a TIME_WAIT
  const isLeaving = end !== null && closing.isAnswered && end.line > closing.answeredLine;
  reset.isCertain = socket.transport === Transport.Tcp;
  if (socket.resetsOnClose && !isLeaving) {
    reset.by = ResetBy.LingerZero;
    reset.unreadBytes = NaN;
  } else if (closing.hasUnread && !end && !hasLingered()) {
    reset.by = ResetBy.UnreadRequest;
    reset.unreadBytes = closing.unreadBytes;
  }
}

function hasLingered(): bool {
  const from = closing.shutdownTime;
  return isTime(from) && isTime(event.time) && event.time - from >= LINGER;
}
