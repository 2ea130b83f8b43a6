import type { ReadEvent, SocketEvent, WriteEvent } from "../sockets/event.js";
import type { Cause, Exchange, Request } from "./exchange.js";
import type { Told } from "./told.js";

/**
 * Why closing the socket sends a reset (RST) instead of a clean end. The kernel then drops the bytes that it accepted and
 * has not delivered yet (RFC 9112, section 9.6, "TCP reset problem").
 */
export interface Reset {
  readonly by: "linger-zero" | "unread-request";
  /** Request bytes that the program never read; null when the length of the request is unknown. */
  readonly unreadBytes: number | null;
  /** False when the socket may be a Unix socket: a close does not lose bytes there. */
  readonly isCertain: boolean;
}

/**
 * What the rules look at. `response`: a response was judged. `debt`: the connection ended while the kernel still refused
 * bytes that belong to no known response. `late-write`: the program wrote after it had shut down its sending side.
 * `unanswered`: the program read a request, and ended the connection without a final response; or, as a client, it sent one, and met the end of
 * the stream before a byte of the response.
 */
export interface Judgement {
  readonly about: "response" | "debt" | "late-write" | "unanswered";
  readonly role: Role;
  readonly exchange: Exchange | null;
  /** The request that was answered, or not; null if it was not captured. */
  readonly request: Request | null;
  readonly cause: Cause | null;
  /** The event that decided the judgement. */
  readonly by: SocketEvent;
  /** Bytes that the program tried to write and the kernel refused, on a connection without readable HTTP. */
  readonly owedBytes: number;
  readonly refused: WriteEvent | null;
  /** The read that showed the peer's half-close, when it came before the end. The peer may still read. */
  readonly peerEnd: ReadEvent | null;
  /** True if the peer had ended its side before the end, and nothing proves that it still read. */
  readonly peerMayHaveLeft: boolean;
  readonly reset: Reset | null;
  /**
   * What the exchange is on the path of its request, if bytes of that were lost on another hop (core/paths): the program `received` what another
   * one had cut, has `passed-on` what it had received, or has `hidden` that it was short. Left out if they were lost here, or if that is not known.
   */
  readonly part?: "received" | "passed-on" | "hidden";
  /** What says that the program was told to end the connection; looked for only of a `debt`, and of a message that is not HTTP/1 and cut. */
  readonly told: Told | null;
}

export type Role = "server" | "client" | "unknown";
