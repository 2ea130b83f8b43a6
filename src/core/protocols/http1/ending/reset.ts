import type { EndEvent, ShutdownEvent } from "../../../sockets/event.js";
import type { Reset } from "../../judgement.js";
import type { Peer } from "../peer.js";

/** What is known when the last fd of a server's socket is closed. */
interface Closing {
  readonly event: EndEvent;
  /** Line of the call that completed the last response; null if it is not whole. */
  readonly answered: number | null;
  readonly unread: { readonly bytes: number | null } | null;
  readonly shutdown: ShutdownEvent | null;
  readonly peer: Pick<Peer, "end" | "isGone">;
}

/** Seconds between SHUT_WR and close that make a lingering close. Go waits 0.5 s for the client to take all bytes. */
const LINGER = 0.4;

/**
 * Why closing resets the connection, or null if it does not (RFC 9112 section 9.6). TCP answers with RST if the receive
 * queue is not empty, if more bytes arrive later, and if SO_LINGER is 0. A peer that has ended its side sends no more.
 */
export function resetOf({ event, answered, unread, shutdown, peer }: Closing): Reset | null {
  const { transport, resetsOnClose } = event.socket;
  const { end: peerEnd, isGone: peerGone } = peer;
  if (transport === "unix" || peerGone) return null;
  const isCertain = transport === "tcp";
  // a client that ends its side after the whole response most likely has it: servers then reset to save a TIME_WAIT
  const isLeaving = peerEnd !== null && answered !== null && peerEnd.line > answered;
  if (resetsOnClose && !isLeaving) return { by: "linger-zero", unreadBytes: null, isCertain };
  if (unread === null || peerEnd || hasLingered(shutdown, event)) return null;
  return { by: "unread-request", unreadBytes: unread.bytes, isCertain };
}

function hasLingered(shutdown: ShutdownEvent | null, { time }: EndEvent): boolean {
  return shutdown?.time != null && time !== null && time - shutdown.time >= LINGER;
}
