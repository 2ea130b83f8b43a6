/** The protocols, besides HTTP/1, that this harness has a witness for. */
export type FramedProtocol = "tls" | "fastcgi" | "http/2";

/**
 * How a stream ended for the client that watched its records or frames.
 *
 * `whole`: as the protocol ends one. `cut`: inside a record or a frame. `unmarked` (TLS): between records, and the last one cannot
 * be a close_notify. `unended` (HTTP/2, FastCGI): between frames, and the frame that ends a stream never came. `short`, `over`:
 * it was ended, with another count of bytes than its head declares. `dropped`: by RST_STREAM. `reset`: the connection
 * was reset. `left`: the client left first. `open`: the client waited, and saw no end. `nothing`: no byte came.
 */
export type StreamEnd =
  | "whole"
  | "cut"
  | "unmarked"
  | "unended"
  | "short"
  | "over"
  | "dropped"
  | "reset"
  | "left"
  | "open"
  | "nothing";

/** What a client witnessed of one stream, or, if the protocol has none (TLS), of all that the server sent. */
export interface Witnessed {
  readonly protocol: FramedProtocol;
  /** The side of the traced program: `client` if what was traced is a proxy that asked, and the end is the one that it was given. */
  readonly role: "server" | "client";
  /** The client's port; null on a Unix socket. */
  readonly port: number | null;
  /** The stream of HTTP/2, or the request id of FastCGI. */
  readonly stream: number | null;
  readonly end: StreamEnd;
  /** The record or the frame in which the connection ended: its declared length, and what came of it. */
  readonly frame: { readonly declared: number; readonly received: number } | null;
  /** The status of the response, if the client read it. */
  readonly status: number | null;
  /** The body bytes that the client counted, without frames, and what the head of the response declared. */
  readonly body: number;
  readonly declaredBody: number | null;
  /** How the client itself ended its side before the stream ended. */
  readonly left: "half-close" | "close" | "reset" | null;
  /** What else the witness saw, for a person who looks into a disagreement. */
  readonly notes: Readonly<Record<string, unknown>>;
}
