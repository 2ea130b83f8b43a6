import type { EndedBy, SocketEvent, WriteEvent } from "../sockets/event.js";
import type { Cause, Exchange } from "./exchange.js";

/** What an ending of the socket means for the response on it; null where the capture ended first. */
export const CAUSE: Readonly<Record<EndedBy, Cause | null>> = {
  close: "close",
  dup: "close",
  reuse: "close",
  exit: "exit",
  exec: "exit",
  "capture-end": null,
};

/** A response was decided, or the connection ended while bytes were owed that no HTTP explains. */
export interface Judgement {
  readonly exchange: Exchange | null;
  readonly cause: Cause | null;
  /** The call that decided it; null at the end of the capture. */
  readonly by: SocketEvent;
  /** Bytes owed on a connection without readable HTTP. */
  readonly owedBytes: number;
  readonly refused: WriteEvent | null;
}

export type Role = "server" | "client" | "unknown";
