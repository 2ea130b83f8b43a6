import type { Verdict } from "../protocols/exchange.js";
import type { Role } from "../protocols/judgement.js";
import type { SealedTurn } from "../protocols/message.js";

/**
 * What links an exchange to others of its request: when it was, in which process, and what its thread had read before. Lines are 0, and
 * numbers of bytes are null, when the capture does not show them; times are seconds on the capture's clock.
 */
export interface Hop {
  /** The number of its connection, from 1, and its index there, from 0. */
  readonly connection: number;
  readonly index: number;
  /** The id of its socket: hints refer to it. */
  readonly socket: number;
  /** The process, as a number that no other one of the capture has; 0: not known. */
  readonly process: number;
  /** The thread that moved its bytes last. */
  readonly thread: number;
  /** True if the capture does not show for all threads of the process that they are of one. */
  readonly isProcessAssumed: boolean;
  /** True for one of several that its connection may carry at a time: bytes of the others may hide it. */
  readonly isStream: boolean;
  /** True if the program read the end of what the other side sends, or a poll reported that end. */
  readonly hasMetEnd: boolean;
  readonly role: Role;
  readonly requestLine: number;
  readonly responseLine: number;
  /** The line that decided it. */
  readonly endLine: number;
  readonly requestTime: number | null;
  readonly responseTime: number | null;
  readonly endTime: number | null;
  readonly declaredBytes: number | null;
  readonly acceptedBytes: number | null;
  readonly status: number | null;
  /** True for all that one side of a TLS connection sent: its messages, and what they ask for, are known to the two ends alone. */
  readonly isSealed: boolean;
  /** What a sealed stream answered last; null if that is not known, and for all that is not sealed. */
  readonly turn: SealedTurn | null;
  /** A number for the target of the request (target-hash.ts); 0: not seen. */
  readonly target: number;
  /** The read of a request that the thread had made last, before it sent this request. */
  readonly asked: Hint | null;
  /** The read of a response that the thread had made last, before it began this response. */
  readonly received: Hint | null;
  /** The same, before this response ended. */
  readonly lastReceived: Hint | null;
  /**
   * Numbers for the two ends of its connection: what is here for one process is there for the one at its other end; 0: not known. The client's
   * end is that of the stream, if a connection has several.
   */
  readonly here: number;
  readonly there: number;
  readonly verdict: Verdict;
}

/** A read: on which socket, and on which line. */
export interface Hint {
  readonly socket: number;
  readonly line: number;
}

/** True if a hint refers to a read of this exchange. */
export function isReadOf(hint: Hint | null, { socket, requestLine, endLine }: Hop): boolean {
  return hint !== null && hint.socket === socket && requestLine <= hint.line && hint.line <= endLine;
}

/** Whether two exchanges are of one process; null if the capture does not show it. */
export function areOfOneProcess(one: Hop, other: Hop): boolean | null {
  if (one.thread === other.thread) return true;
  if (one.isProcessAssumed || other.isProcessAssumed) return null;
  return one.process === other.process;
}
