import type { EndedBy, ReadEvent, SocketEvent, WriteEvent } from "../sockets/event.js";
import type { Cause, Exchange } from "./exchange.js";

/** What an ending of the socket means for the response on it; null where the capture does not show one. */
export const CAUSE: Readonly<Record<EndedBy, Cause | null>> = {
  close: "close",
  dup: "close",
  reuse: "close",
  exit: "exit",
  exec: "exit",
  "capture-end": null,
  unseen: null,
};

/** Closing sends a reset instead of a clean end, and the kernel drops what it accepted and did not deliver yet. */
export interface Reset {
  readonly by: "linger-zero" | "unread-request";
  /** Request bytes that were never read, where the request says how long it is. */
  readonly unreadBytes: number | null;
  /** False where the capture does not tell TCP from a Unix socket, on which nothing is lost this way. */
  readonly isCertain: boolean;
}

/**
 * What the rules look at. `response`: one was decided. `debt`: the connection ended while bytes were owed that no
 * response explains. `late-write`: the program wrote after it had shut down its sending side.
 */
export interface Judgement {
  readonly about: "response" | "debt" | "late-write";
  readonly role: Role;
  readonly exchange: Exchange | null;
  readonly cause: Cause | null;
  /** The call that decided it. */
  readonly by: SocketEvent;
  /** Bytes owed on a connection without readable HTTP. */
  readonly owedBytes: number;
  readonly refused: WriteEvent | null;
  /** Where the peer ended its own side before: a half-close, it may still read. */
  readonly peerEnd: ReadEvent | null;
  readonly reset: Reset | null;
}

export type Role = "server" | "client" | "unknown";
