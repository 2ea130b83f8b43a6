import type { BlindSpotCode } from "../http/blind-spot.js";
import type { Exchange, Verdict } from "../http/exchange.js";
import type { Protocol } from "../http/protocol.js";
import type { Finding } from "../rules/finding.js";

export interface Moment {
  readonly line: number;
  /** Seconds on the capture's clock, or null where it prints no times. */
  readonly time: number | null;
}

/** A socket that carried, or may have carried, HTTP. */
export interface Connection {
  readonly id: string;
  pid: number | null;
  readonly fd: number;
  transport: "tcp" | "unix" | "unknown";
  role: "server" | "client" | "unknown";
  /** What it speaks, by its first bytes; null where they were not seen. */
  protocol: Protocol | null;
  local: string | null;
  peer: string | null;
  readonly opened: Moment;
  ended: (Moment & { readonly by: string }) | null;
}

/** A connection with all of its exchanges, oldest first: of one that lasts long there are very many. */
export interface WholeConnection extends Connection {
  readonly exchanges: readonly Exchange[];
}

/** Where a proxy got a response from. */
export interface Origin {
  readonly connection: Connection;
  readonly exchange: Exchange;
  /** Which of the connection's exchanges it is, counted from 0. */
  readonly index: number;
}

/** A finding and the connection it is about. */
export interface ConnectionFinding {
  readonly connection: Connection;
  /** Which of the connection's exchanges it is about, counted from 0; null where about none. */
  readonly exchange: number | null;
  readonly finding: Finding;
  /** The upstream response that was short already, where a proxy passed it on. */
  readonly origin: Origin | null;
}

export interface Summary {
  connections: number;
  responses: number;
  complete: number;
  truncated: number;
  abortedByPeer: number;
  overrun: number;
  inFlight: number;
  undetermined: number;
  findings: number;
}

/** Where the responses of each verdict are counted. */
export const COUNTER = {
  complete: "complete",
  truncated: "truncated",
  "aborted-by-peer": "abortedByPeer",
  overrun: "overrun",
  "in-flight": "inFlight",
  undetermined: "undetermined",
} as const satisfies Record<Verdict, keyof Summary>;

/** What is known of a whole capture when it has been read. */
export interface CaptureFacts {
  readonly path: string;
  readonly lines: number;
  readonly syscalls: number;
  readonly foreignLines: number;
  readonly unrecognizedLines: number;
  /** strace's options, as far as the lines tell: `["-f", "-tt", "-yy", "-s 512"]`. */
  readonly recordedWith: readonly string[];
  readonly blindSpots: readonly CaptureBlindSpot[];
}

export interface CaptureBlindSpot {
  readonly code: BlindSpotCode;
  /** The processes that it is about, where it is about some and they are known. */
  readonly processes: readonly number[];
}

export function emptySummary(): Summary {
  return {
    connections: 0,
    responses: 0,
    complete: 0,
    truncated: 0,
    abortedByPeer: 0,
    overrun: 0,
    inFlight: 0,
    undetermined: 0,
    findings: 0,
  };
}
