/** The protocols that are read from the bytes of a socket, besides HTTP/1. */
export const STREAM_PROTOCOLS = ["tls", "fastcgi", "scgi", "http/2", "websocket", "resp", "memcached"] as const;

export type StreamProtocol = (typeof STREAM_PROTOCOLS)[number];

/**
 * How a message stands.
 *
 * `whole`: it ended as its protocol ends a message, with all that it declared.
 * `short`, `over`: it ended so, and has fewer bytes than it declared, or more.
 * `cut`: a record, a frame or a declared length is under way, and bytes of it are outstanding.
 * `unended`: no frame is under way. What ends the message has not come (END_STREAM, END_REQUEST).
 * `unmarked`: no frame is under way. The protocol has a mark for an end that is meant (close_notify, a close frame), and it has not
 * come. The peer of an orderly program may still have all of it.
 * `dropped`: its sender gave it up, by a frame of the protocol (RST_STREAM).
 * `cancelled`: its reader did.
 * `lost`: a length is hidden, so how it stands is not known. `blindSpots` say why.
 */
export type MessageEnd = "whole" | "short" | "over" | "cut" | "unended" | "unmarked" | "dropped" | "cancelled" | "lost";

/**
 * What else a rule may look at.
 *
 * `in-frame`: a record or a frame is cut. If no content length is declared, the bytes that are outstanding are those of it.
 * `waits-on-peer`: flow control: the peer has not allowed its sender to send more.
 * `data-last`: the last record carried data of the application, and no alert.
 * `grpc`: it answers a call of gRPC; `no-grpc-status`: its end had no grpc-status.
 * `app-failed`: the program reported that its application failed (END_REQUEST with a status other than 0).
 * `data-after-end`: data followed the mark of the end.
 * `peer-left`: the reader of the answers had said that it sends no more, had ended its side, or was gone.
 * `unseen-end`, with `lost`: the bytes at the end of its last call are hidden, and are as many as end a message that is whole. So it is
 * whole if the program then ends the connection itself, and not if it was killed.
 */
export type MessageSign =
  | "in-frame"
  | "waits-on-peer"
  | "data-last"
  | "grpc"
  | "no-grpc-status"
  | "app-failed"
  | "data-after-end"
  | "peer-left"
  | "unseen-end";

/** How a message stands in a protocol that is not HTTP/1. */
export interface MessageFacts {
  readonly protocol: StreamProtocol;
  /** The stream of HTTP/2, or the request id of FastCGI; null if the protocol has no such number. */
  readonly stream: number | null;
  readonly end: MessageEnd;
  readonly signs: readonly MessageSign[];
}
