import type { EndEvent, ReadEvent, ShutdownEvent } from "../../sockets/event.js";
import type { Reset } from "../judgement.js";

/** What is known when a server's socket goes away. */
interface Closing {
  readonly event: EndEvent;
  /** Line of the call that completed the last response; null where it is not whole. */
  readonly answered: number | null;
  readonly unread: { readonly bytes: number | null } | null;
  readonly shutdown: ShutdownEvent | null;
  readonly peerEnd: ReadEvent | null;
  readonly peerGone: boolean;
}

/** Seconds between SHUT_WR and close that count as a lingering close: Go waits 0.5 s for the client to take it all. */
const LINGER = 0.4;

/**
 * Whether closing resets the connection (RFC 9112 section 9.6): TCP answers with RST where the receive queue is not
 * empty, where more arrives later, and where SO_LINGER is 0. A peer that has ended its side sends nothing more.
 */
export function resetOf({ event, answered, unread, shutdown, peerEnd, peerGone }: Closing): Reset | null {
  const { transport, resetsOnClose } = event.socket;
  if (transport === "unix" || peerGone) return null;
  const isCertain = transport === "tcp";
  // a client that ends its side behind the whole response has most likely got it: servers then save a TIME_WAIT
  const isLeaving = peerEnd !== null && answered !== null && peerEnd.line > answered;
  if (resetsOnClose && !isLeaving) return { by: "linger-zero", unreadBytes: null, isCertain };
  if (unread === null || peerEnd || hasLingered(shutdown, event)) return null;
  return { by: "unread-request", unreadBytes: unread.bytes, isCertain };
}

function hasLingered(shutdown: ShutdownEvent | null, { time }: EndEvent): boolean {
  return shutdown?.time != null && time !== null && time - shutdown.time >= LINGER;
}
