import type { Path } from "../paths/path.js";
import type { BlindSpotCode } from "../protocols/blind-spot.js";
import type { Exchange, Request, Response, Verdict } from "../protocols/exchange.js";
import type { ProtocolName } from "../protocols/http1/sniffer.js";
import type { ConversationFacts } from "../protocols/protocol.js";
import type { Finding } from "../rules/finding.js";
import type { CaptureClock } from "../text/wall-clock.js";
import { type LossCounts, noLoss } from "./groups.js";
import type { Silence } from "./silence/model.js";

/** A line of the capture and its time. */
export interface Moment {
  readonly line: number;
  /** Seconds on the capture's clock; null if the capture has no times. */
  readonly time: number | null;
}

/** A socket that carried HTTP, or that may have carried it. */
export interface Connection {
  readonly id: string;
  pid: number | null;
  readonly fd: number;
  transport: "tcp" | "unix" | "unknown";
  role: "server" | "client" | "unknown";
  /** The protocol that its first bytes show; null if the capture does not show them. */
  protocol: ProtocolName | null;
  local: string | null;
  peer: string | null;
  readonly opened: Moment;
  ended: (Moment & { readonly by: string }) | null;
  /** What a visible ClientHello asked for; left out if the connection is not TLS, or before it has ended. */
  tls?: ConversationFacts;
}

/**
 * Nearly every exchange: its response is whole, the kernel refused nothing of it, and it is in no doubt. That is all there is to say
 * of it, besides these fields of its response.
 */
export interface PlainExchange
  extends Pick<Response, "status" | "line" | "time" | "framing" | "declaredBytes" | "acceptedBytes"> {
  readonly request: Request | null;
}

/** How far a response is, in body bytes; null if the capture does not show it. */
export interface AcceptedSoFar {
  readonly declared: number | null;
  readonly accepted: number | null;
  readonly owed: number;
}

/** A connection with all of its exchanges, oldest first. A long connection may have very many. */
export interface WholeConnection extends Connection {
  readonly exchanges: readonly Exchange[];
}

/** The upstream response that a proxy passed on. */
export interface Upstream {
  readonly connection: Connection;
  /** Null if the request was left without a response. */
  readonly exchange: Exchange | null;
  /** The index of the exchange in its connection, from 0. */
  readonly index: number;
}

/** A finding and the connection it is about. */
export interface ConnectionFinding {
  readonly connection: Connection;
  /** The index of the exchange in its connection, from 0; null if the finding is not about an exchange. */
  readonly exchange: number | null;
  readonly finding: Finding;
  /** What the times of its capture are; null if that has none. */
  readonly clock: CaptureClock | null;
  /** The upstream response that was already short; null if the program is not a proxy that passed one on. */
  readonly origin: Upstream | null;
  /** The way of the loss, from this exchange inwards to its origin; null if it was lost here, or if that is not known. */
  readonly path: Path<Connection> | null;
}

/** Counts of a capture, or of several. */
export interface Counts {
  captures: number;
  connections: number;
  responses: number;
  /** Those of them that are all that one side of a connection sent: its protocol has no responses (TLS), or none is known to it. */
  streams: number;
  complete: number;
  truncated: number;
  abortedByPeer: number;
  overrun: number;
  inFlight: number;
  undetermined: number;
  findings: number;
  /** Truncated responses that came short from another hop: all but the one at which bytes were lost first. */
  echoes: number;
  /** Outstanding bytes of the truncated responses that are no echoes. */
  lostBytes: number;
  /** Truncated responses, no echoes, whose number of missing bytes is unknown. */
  lostUnknown: number;
  /** Responses that a filter left out: nothing else here counts them. Left out itself if there was no filter. */
  leftOut?: number;
}

/** The findings of a rule, and what the truncated responses among them lost. */
export interface RuleLoss extends Omit<LossCounts, "responses"> {
  readonly rule: string;
  readonly findings: number;
}

/** The responses of one server. The address is null if it is unknown. */
export interface ServerLoss extends LossCounts {
  readonly address: string | null;
}

/** The responses with one status; null if the capture cut the response head before the status. */
export interface StatusLoss extends LossCounts {
  readonly status: number | null;
}

/** The responses (complete, truncated, overrun; no echoes) that declare at least `fromBytes` and less than twice as many bytes. */
export interface BodySizes {
  /** 0, or a power of two. */
  readonly fromBytes: number;
  readonly responses: number;
  readonly truncated: number;
  readonly declaredBytes: number;
  /** The bytes that the kernel accepted, or that a client received. At most the declared bytes count. */
  readonly deliveredBytes: number;
}

/** The counts of a capture, or the total of several (`totalOf`). The groups are sorted by their losses. */
export interface Summary extends Readonly<Counts> {
  readonly rules: readonly RuleLoss[];
  /** At most a thousand addresses. */
  readonly servers: readonly ServerLoss[];
  /** The responses of all further addresses. */
  readonly otherServers: LossCounts;
  readonly statuses: readonly StatusLoss[];
  /** The smallest bodies first. */
  readonly bodySizes: readonly BodySizes[];
}

/** The counter of each verdict. */
export const COUNTER = {
  complete: "complete",
  truncated: "truncated",
  "aborted-by-peer": "abortedByPeer",
  overrun: "overrun",
  "in-flight": "inFlight",
  undetermined: "undetermined",
} as const satisfies Record<Verdict, keyof Counts>;

/** What is known of a capture at its end. */
export interface CaptureFacts {
  readonly path: string;
  readonly lines: number;
  readonly syscalls: number;
  readonly foreignLines: number;
  readonly unrecognizedLines: number;
  /**
   * strace's options, as far as the lines show them: `["-f", "-tt", "-yy", "-s 512"]`. Also the columns that something
   * else put in front of the lines: `line numbers`, `quote marks`, `indentation`, `log prefix`; and what a person's
   * programs did to them: `entities`, `typographic quotes`, `folded lines`, `lines wrapped between words`,
   * `several calls a line`, `elisions`, `notes`, `UTF-16`.
   */
  readonly recordedWith: readonly string[];
  readonly blindSpots: readonly CaptureBlindSpot[];
  /** Why no response could be judged; null if one was. */
  readonly silence: Silence | null;
  /** Addresses on which the traced programs answer, the first thousand. */
  readonly answersOn: readonly string[];
}

export interface CaptureBlindSpot {
  readonly code: BlindSpotCode;
  /** The pids that it is about; empty if it is not about certain processes, or if they are unknown. */
  readonly processes: readonly number[];
  /** The numbers of the lines that it is about, the first few; empty if it is not about certain lines. */
  readonly lines: readonly number[];
}

export function noCounts(): Counts {
  return {
    captures: 0,
    connections: 0,
    responses: 0,
    streams: 0,
    complete: 0,
    truncated: 0,
    abortedByPeer: 0,
    overrun: 0,
    inFlight: 0,
    undetermined: 0,
    findings: 0,
    echoes: 0,
    lostBytes: 0,
    lostUnknown: 0,
  };
}

const KEYS = Object.keys(noCounts()) as Exclude<keyof Counts, "leftOut">[];

/** Adds `part` to `total`. Results of older programs lack some of the counts. */
export function addCounts(total: Counts, part: Counts): void {
  for (const key of KEYS) total[key] += part[key] ?? 0;
  if (part.leftOut !== undefined) total.leftOut = (total.leftOut ?? 0) + part.leftOut;
}

export function emptySummary(): Summary {
  return { ...noCounts(), rules: [], servers: [], otherServers: noLoss(), statuses: [], bodySizes: [] };
}
