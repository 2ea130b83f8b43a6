import type { BlindSpotCode } from "../protocols/blind-spot.js";
import type { Exchange, Verdict } from "../protocols/exchange.js";
import type { ProtocolName } from "../protocols/http1/sniffer.js";
import type { Finding } from "../rules/finding.js";
import { type LossCounts, noLoss } from "./groups.js";

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
  protocol: ProtocolName | null;
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
export interface Upstream {
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
  readonly origin: Upstream | null;
}

/** How many of what. */
export interface Counts {
  captures: number;
  connections: number;
  responses: number;
  complete: number;
  truncated: number;
  abortedByPeer: number;
  overrun: number;
  inFlight: number;
  undetermined: number;
  findings: number;
  /** Outstanding bytes of the truncated responses. */
  lostBytes: number;
  /** Truncated responses of which nobody knows how much is missing. */
  lostUnknown: number;
}

/** What matched a rule, and what was lost of the truncated responses among it. */
export interface RuleLoss extends Omit<LossCounts, "responses"> {
  readonly rule: string;
  readonly findings: number;
}

/** The responses of one server: the local address of its connections, the peer's of a client's; null where unknown. */
export interface ServerLoss extends LossCounts {
  readonly address: string | null;
}

/** The responses of one status; null where the capture cut the head before it. */
export interface StatusLoss extends LossCounts {
  readonly status: number | null;
}

/** The decided responses (complete, truncated, overrun) that declare from `fromBytes` to less than twice as much. */
export interface BodySizes {
  /** 0, or a power of two. */
  readonly fromBytes: number;
  readonly responses: number;
  readonly truncated: number;
  readonly declaredBytes: number;
  /** What the kernel accepted of them, or a client received; no more than was declared. */
  readonly deliveredBytes: number;
}

/** What a capture, or several, come to; parts are added up by `totalOf`. The groups are sorted by what was lost. */
export interface Summary extends Readonly<Counts> {
  readonly rules: readonly RuleLoss[];
  /** A thousand addresses at the most. */
  readonly servers: readonly ServerLoss[];
  /** The responses of all further addresses. */
  readonly otherServers: LossCounts;
  readonly statuses: readonly StatusLoss[];
  /** The smallest bodies first. */
  readonly bodySizes: readonly BodySizes[];
}

/** Where the responses of each verdict are counted. */
export const COUNTER = {
  complete: "complete",
  truncated: "truncated",
  "aborted-by-peer": "abortedByPeer",
  overrun: "overrun",
  "in-flight": "inFlight",
  undetermined: "undetermined",
} as const satisfies Record<Verdict, keyof Counts>;

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

export function noCounts(): Counts {
  return {
    captures: 0,
    connections: 0,
    responses: 0,
    complete: 0,
    truncated: 0,
    abortedByPeer: 0,
    overrun: 0,
    inFlight: 0,
    undetermined: 0,
    findings: 0,
    lostBytes: 0,
    lostUnknown: 0,
  };
}

export function emptySummary(): Summary {
  return { ...noCounts(), rules: [], servers: [], otherServers: noLoss(), statuses: [], bodySizes: [] };
}
