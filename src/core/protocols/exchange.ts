import type { ReadEvent, WritableEvent, WriteEvent } from "../sockets/event.js";
import type { BlindSpotCode } from "./blind-spot.js";
import type { MessageFacts } from "./message-facts.js";

/**
 * What became of a response. `truncated`: the program ended it early. `aborted-by-peer`: its reader did. `overrun`: it has
 * more bytes than it may. `in-flight`: the capture ended first. `undetermined`: the capture does not show enough.
 */
export type Verdict = "complete" | "truncated" | "aborted-by-peer" | "overrun" | "in-flight" | "undetermined";
/**
 * What ended the stream: a call of the program or, if the program is the client, the peer's `eof` or `reset`. `message-end`: the
 * stream goes on, and the sender ended the message itself, as its protocol does that (END_STREAM, RST_STREAM, END_REQUEST).
 */
export type Cause = "shut-wr" | "shut-rdwr" | "close" | "exit" | "reset" | "eof" | "message-end";
/**
 * What the verdict rests on. `head-framing`: the empty line that ends a head never came. `record-framing`: the head of a record or a
 * frame says that more bytes belong to it. `end-marker`: what ends a message in its protocol never came. `failed-write`: a write
 * failed for good (EINVAL, EIO, ...), and none replaced it. `blocked-write`: the write of the rest had waited for the socket when its thread was killed.
 */
export type Evidence =
  | "declared-length"
  | "chunk-framing"
  | "head-framing"
  | "record-framing"
  | "end-marker"
  | "short-write"
  | "failed-write"
  | "blocked-write";

/** How the end of a response is found: by HTTP/1 (RFC 9112 section 6), or by the records or frames of another protocol. */
export type Framing =
  | "content-length"
  | "chunked"
  | "until-close"
  | "none"
  | "unknown"
  | "tls-records"
  | "fastcgi-records"
  | "http2-frames"
  | "websocket-frames"
  | "bulk-string";

export interface Request {
  readonly method: string;
  readonly target: string;
  readonly line: number;
  /** True if the capture shows the request line without its ` HTTP/1.x`. */
  readonly isCut?: boolean;
}

export interface Response {
  /** Null if the capture shows no status. */
  status: number | null;
  readonly line: number;
  /** Seconds at which its first byte moved; null if the capture has no times. */
  readonly time: number | null;
  framing: Framing;
  /** Body bytes that the head promises, 2^53 - 1 if more; null if it promises no number, or was not seen. */
  declaredBytes: number | null;
  /** Body bytes that the kernel took; null if the start of the body is unknown. */
  acceptedBytes: number | null;
  /** True if `acceptedBytes` is an upper bound: it also counts hidden bytes that may be of the head, or of other frames. */
  isAtMost: boolean;
  /** Bytes by which `acceptedBytes` may be wrong: a string of the head is not as long as its count, so it was changed. */
  misfitBytes: number;
}

/** A call that carried bytes of the response: a write of the server, a read of the client. */
export type DataEvent = WriteEvent | ReadEvent;

/** The calls that a finding about this exchange points at. */
export interface ExchangeCalls {
  head: DataEvent | null;
  lastAccepted: DataEvent | null;
  /** The first and the last write of which the kernel refused at least a part. */
  firstRefused: WriteEvent | null;
  refused: WriteEvent | null;
  /** The first write that never returned. */
  unreturned: WriteEvent | null;
  /** The kernel reported that it takes bytes again, and the program has written nothing since. */
  writable: WritableEvent | null;
}

/** One request and its response. Where a protocol has no requests (TLS, WebSocket), all that the side that answers sends. */
export interface Exchange {
  readonly index: number;
  request: Request | null;
  response: Response | null;
  verdict: Verdict;
  cause: Cause | null;
  evidence: Evidence | null;
  /** Declared less accepted bytes; without a declared length what was owed; null if neither is known. */
  outstandingBytes: number | null;
  /** Bytes that the program last tried to write and the kernel refused. */
  owedBytes: number;
  /** Bytes of writes that never returned: the kernel may have taken any part of them. */
  inDoubtBytes: number;
  /** True if these bytes may hold the end of the response. */
  mayEndInDoubt: boolean;
  /**
   * The last five bytes are hidden, and may be the last chunk. `by-layout`: the program's writes do not begin within chunks,
   * so if it goes on to end the stream, they are. `possible`: they may also be the start of another chunk.
   */
  unseenEnd: "by-layout" | "possible" | null;
  readonly blindSpots: BlindSpotCode[];
  readonly calls: ExchangeCalls;
  /** What another protocol than HTTP/1 says of it; left out for HTTP/1. */
  readonly message?: MessageFacts;
}
