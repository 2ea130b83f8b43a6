import type { ProbeTarget } from "./url.js";

/** A request body of so many bytes, framed by Content-Length or as one chunk. */
export interface Upload {
  readonly framing: "content-length" | "chunked";
  readonly bytes: number;
}

/** A header field that the user gave. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** Everything that decides what a probe does. Times are seconds, sizes are bytes. */
export interface ProbePlan {
  readonly target: ProbeTarget;
  readonly method: string;
  readonly fields: readonly HeaderField[];
  readonly upload: Upload | null;
  /** Shut down the sending side after the request. */
  readonly halfClose: boolean;
  /** Bytes a second; null reads as fast as the bytes come. */
  readonly rate: number | null;
  /** Before the first byte is read. */
  readonly delay: number;
  /** Wait a random part of the delay and of each pause, instead of all of it. */
  readonly jitter: boolean;
  readonly seed: number;
  /** SO_RCVBUF, set before connecting; null leaves it to the kernel. */
  readonly rcvbuf: number | null;
  /** How long the server may keep one request waiting in all. The probe's own pauses do not count. */
  readonly timeout: number;
  /** Send an empty line after so many seconds of silence; null never does. */
  readonly nudgeAfter: number | null;
  readonly requests: number;
  readonly concurrency: number;
}
