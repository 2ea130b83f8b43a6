import type { Connection } from "../analysis/model.js";
import type { AskedStreams } from "../paths/asked-streams.js";
import type { PathPart } from "../paths/loss.js";
import type { Undecided } from "../paths/nesting.js";
import type { PathVerdict } from "../paths/path.js";
import type { Cause } from "../protocols/exchange.js";
import type { Place } from "../strace/line-places.js";
import type { Placed } from "./placed.js";

/** One exchange of a path. */
export interface PathExchange extends Placed {
  readonly capture: number;
  /** In a finding: the name of its capture, if that is another one and known. */
  readonly path?: string;
  readonly connection: string;
  /** The index in its connection, from 0. */
  readonly exchange: number;
  /** The pid of a thread of the process. */
  readonly process: number | null;
  readonly role: Connection["role"];
  /** The server's address: its own on the answering side, the other end's on the asking side. */
  readonly address: string | null;
  readonly protocol: string | null;
  readonly target: string | null;
  readonly status: number | null;
  readonly declaredBytes: number | null;
  /** Body bytes that it sent or, on the asking side, received. */
  readonly acceptedBytes: number | null;
  /** True if `acceptedBytes` is an upper bound: the capture hides which bytes are of the body. Left out otherwise. */
  readonly isAtMost?: true;
  /** Body bytes that it lacks; null if that is not known. */
  readonly outstandingBytes: number | null;
  readonly verdict: PathVerdict;
  readonly cause: Cause | null;
  readonly part: PathPart;
  /** The line on which the response began; null if the capture does not show it. */
  readonly responseLine: number | null;
  /** Its place; left out if the capture is one file. */
  readonly responseAt?: Place;
  /** When the request was sent or read, in seconds; null if the capture does not show it. */
  readonly requestTime: number | null;
  /** The line that decided it, and its time in seconds. */
  readonly line: number;
  readonly time: number | null;
  /** Numbers for the two ends of its connection, as `here` and `there` of core/paths; 0: not known. */
  readonly ends: readonly [number, number];
}

/** The exchange on which a program asked for what it answered on the last one of a path, if that is not on the path itself. */
export interface AskedExchange {
  readonly ends: readonly [number, number];
  readonly target: number;
  readonly declaredBytes: number | null;
  readonly acceptedBytes: number | null;
  readonly time: number | null;
  /** True if the program saw the other side end the stream: the server ended it first, also if strace reports that later. */
  readonly sawEnd: boolean;
  /** True for one of several that its connection may carry at a time: that another capture shows no loss of it proves nothing. */
  readonly isStream: boolean;
}

/** What its own capture knows of a stream over TLS that a program answered, for those who asked on it. */
export interface AnsweredStream {
  /** What it sent in answer to the last request, with what TLS adds; null if that is not known. */
  readonly bytes: number | null;
  /** True if its program had said that it sends no more (close_notify). */
  readonly isEnded: boolean;
  /** True if its client had ended its side, or was gone, before it ended its own. */
  readonly wasLeft: boolean;
  /** True if its program sent no request of its own after the last one that it received. */
  readonly isAlone: boolean;
  /** The same, or if nothing that it had asked for had ended short. */
  readonly isUnharmed: boolean;
}

/** The exchanges of one request on which bytes were lost, hop by hop, from the client's side inwards. */
export interface PathRecord {
  readonly kind: "path";
  /** Null if its exchanges are of several captures. */
  readonly capture: number | null;
  readonly exchanges: readonly PathExchange[];
  /** The index of the exchange at which bytes were lost first; null if that is not known. */
  readonly origin: number | null;
  readonly undecided: Undecided | null;
  /** False if no capture proves that bytes were lost. Such a path only joins others. */
  readonly isProven: boolean;
  readonly asked: AskedExchange | null;
  /** The streams on which the last program may have asked over TLS, if their other ends may say who lost the bytes. */
  readonly streams?: AskedStreams;
  /** True if its first exchange is one of a server whose client had ended its side, or was gone, before: left out otherwise. */
  readonly wasLeft?: true;
  /** If its first exchange is such a stream. */
  readonly answered?: AnsweredStream;
}
