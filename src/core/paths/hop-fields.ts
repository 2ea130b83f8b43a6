import type { Verdict } from "../protocols/exchange.js";
import type { Role } from "../protocols/judgement.js";
import type { SealedTurn } from "../protocols/message.js";
import type { Hint, Hop } from "./hop.js";
import { streamHash } from "./target-hash.js";

/** Where the fields stand (src/engine/assembly/paths/hop.ts): first f64, in units of eight bytes, then i32, in units of four. */
const FLOAT = {
  requestTime: 0,
  responseTime: 1,
  endTime: 2,
  declaredBytes: 3,
  acceptedBytes: 4,
  turnBytes: 5,
} as const;
const INTEGER = {
  connection: 12,
  index: 13,
  socket: 14,
  process: 15,
  thread: 16,
  flags: 17,
  role: 18,
  requestLine: 19,
  responseLine: 20,
  endLine: 21,
  status: 22,
  verdict: 23,
  target: 24,
  askedSocket: 25,
  askedLine: 26,
  receivedSocket: 27,
  receivedLine: 28,
  lastReceivedSocket: 29,
  lastReceivedLine: 30,
  here: 31,
  there: 32,
  reportedLine: 33,
  turnAskedLine: 34,
  turnLastAskedLine: 35,
  turnFirstLine: 36,
  turnLastLine: 37,
} as const;
/** A hop takes so many units of eight bytes. */
export const HOP_FLOATS = 19;
const HOP_INTEGERS = 2 * HOP_FLOATS;
/** The words of the engine's numbers. */
const VERDICTS: readonly Verdict[] = [
  ...(["complete", "truncated", "aborted-by-peer", "overrun", "in-flight", "undetermined"] as const),
];
const ROLES: readonly Role[] = ["server", "client", "unknown"];

/** Flags: what the engine knows (`isProcessAssumed`, `hasMetEnd`), and what is known here. */
const ASSUMED = 1;
const STREAM = 2;
const MET_END = 4;
const TURN_ENDED = 8;
const NO_STATUS = -1;
/** There is none either, and what was sent is sealed. */
const SEALED = -2;

/** What a hop says of its message, besides its calls. */
export type MessageHop = Pick<
  Hop,
  | ("requestTime" | "responseTime" | "declaredBytes" | "acceptedBytes" | "status" | "isSealed" | "verdict")
  | ("requestLine" | "responseLine" | "target" | "asked" | "received" | "turn")
> & {
  /** The stream of HTTP/2, or the request id of FastCGI; null if the protocol has no such number. */
  readonly stream: number | null;
};

/** Hops as the engine lays them out: `HOP_FLOATS` numbers each. A hop is read when somebody asks for it, because nearly all are only counted. */
export class HopNumbers {
  readonly #integers: Int32Array;

  constructor(readonly floats: Float64Array) {
    this.#integers = new Int32Array(floats.buffer, floats.byteOffset, 2 * floats.length);
  }

  get count(): number {
    return this.floats.length / HOP_FLOATS;
  }

  connectionAt(at: number): number {
    return this.#integer(at, INTEGER.connection);
  }

  indexAt(at: number): number {
    return this.#integer(at, INTEGER.index);
  }

  thereAt(at: number): number {
    return this.#integer(at, INTEGER.there);
  }

  targetAt(at: number): number {
    return this.#integer(at, INTEGER.target);
  }

  endLineAt(at: number): number {
    return this.#integer(at, INTEGER.endLine);
  }

  /** The line at which it was reported: it had ended by then, and lines of hops that come later are no earlier. */
  reportedLineAt(at: number): number {
    return this.#integer(at, INTEGER.reportedLine);
  }

  isOf(at: number, role: Role): boolean {
    return ROLES[this.#integer(at, INTEGER.role)] === role;
  }

  /** True if its process may be the one of another exchange. */
  mayBeOfProcessOf(at: number, { process, isProcessAssumed }: Hop): boolean {
    return this.#integer(at, INTEGER.process) === process || isProcessAssumed || this.#isFlagged(at, ASSUMED);
  }

  /** True if its request came on a line or later, or if the capture does not show when. */
  isAskedFrom(at: number, line: number): boolean {
    const asked = this.#integer(at, INTEGER.requestLine);
    return asked === 0 || asked >= line;
  }

  /** True if a server's connection may be that of a client's exchange, seen from its other end (two-ends.ts decides). */
  mayBeOtherEndOf(at: number, client: Hop): boolean {
    const here = this.#integer(at, INTEGER.here);
    if (here !== 0 && client.there !== 0 && here !== client.there) return false;
    const there = this.#integer(at, INTEGER.there);
    if (there !== 0 && client.here !== 0) return there === client.here;
    return (
      this.#integer(at, INTEGER.target) === client.target &&
      this.#float(at, FLOAT.declaredBytes) === client.declaredBytes
    );
  }

  at(at: number): Hop {
    const status = this.#integer(at, INTEGER.status);
    return {
      connection: this.#integer(at, INTEGER.connection),
      index: this.#integer(at, INTEGER.index),
      socket: this.#integer(at, INTEGER.socket),
      process: this.#integer(at, INTEGER.process),
      thread: this.#integer(at, INTEGER.thread),
      isProcessAssumed: this.#isFlagged(at, ASSUMED),
      isStream: this.#isFlagged(at, STREAM),
      hasMetEnd: this.#isFlagged(at, MET_END),
      role: ROLES[this.#integer(at, INTEGER.role)] ?? "unknown",
      requestLine: this.#integer(at, INTEGER.requestLine),
      responseLine: this.#integer(at, INTEGER.responseLine),
      endLine: this.#integer(at, INTEGER.endLine),
      requestTime: this.#float(at, FLOAT.requestTime),
      responseTime: this.#float(at, FLOAT.responseTime),
      endTime: this.#float(at, FLOAT.endTime),
      declaredBytes: this.#float(at, FLOAT.declaredBytes),
      acceptedBytes: this.#float(at, FLOAT.acceptedBytes),
      status: status < 0 ? null : status,
      isSealed: status === SEALED,
      target: this.#integer(at, INTEGER.target),
      asked: this.#hint(at, INTEGER.askedSocket, INTEGER.askedLine),
      received: this.#hint(at, INTEGER.receivedSocket, INTEGER.receivedLine),
      lastReceived: this.#hint(at, INTEGER.lastReceivedSocket, INTEGER.lastReceivedLine),
      here: this.#integer(at, INTEGER.here),
      there: this.#integer(at, INTEGER.there),
      verdict: VERDICTS[this.#integer(at, INTEGER.verdict)] ?? "undetermined",
      turn: this.#turnAt(at),
    };
  }

  /** Fills in what is known of a message that is not HTTP/1: the engine knows its calls, and not what it says. */
  put(at: number, message: MessageHop): void {
    this.#putFloat(at, FLOAT.requestTime, message.requestTime);
    this.#putFloat(at, FLOAT.responseTime, message.responseTime);
    this.#putFloat(at, FLOAT.declaredBytes, message.declaredBytes);
    this.#putFloat(at, FLOAT.acceptedBytes, message.acceptedBytes);
    this.#put(at, INTEGER.requestLine, message.requestLine);
    this.#put(at, INTEGER.responseLine, message.responseLine);
    this.#put(at, INTEGER.target, message.target);
    this.#putStream(at, message.stream);
    this.#put(at, INTEGER.status, message.status ?? (message.isSealed ? SEALED : NO_STATUS));
    this.#put(at, INTEGER.verdict, VERDICTS.indexOf(message.verdict));
    this.#put(at, INTEGER.askedSocket, message.asked?.socket ?? 0);
    this.#put(at, INTEGER.askedLine, message.asked?.line ?? 0);
    this.#put(at, INTEGER.receivedSocket, message.received?.socket ?? 0);
    this.#put(at, INTEGER.receivedLine, message.received?.line ?? 0);
    this.#putTurn(at, message.turn);
  }

  /** The client's end of a hop becomes that of one stream: no other stream has the same. */
  #putStream(at: number, stream: number | null): void {
    const end = this.isOf(at, "client") ? INTEGER.here : INTEGER.there;
    if (stream === null) return;
    this.#put(at, end, streamHash(this.#integer(at, end), stream));
    this.#put(at, INTEGER.flags, this.#integer(at, INTEGER.flags) | STREAM);
  }

  /** Has a hop stand for the exchange that comes so many after its own. */
  moveOn(at: number, by: number): void {
    this.#put(at, INTEGER.index, this.#integer(at, INTEGER.index) + by);
  }

  #turnAt(at: number): SealedTurn | null {
    if (this.#integer(at, INTEGER.turnAskedLine) === 0) return null;
    return {
      askedLine: this.#integer(at, INTEGER.turnAskedLine),
      lastAskedLine: this.#integer(at, INTEGER.turnLastAskedLine),
      firstLine: this.#integer(at, INTEGER.turnFirstLine),
      lastLine: this.#integer(at, INTEGER.turnLastLine),
      bytes: this.#float(at, FLOAT.turnBytes) ?? 0,
      isEnded: this.#isFlagged(at, TURN_ENDED),
    };
  }

  #putTurn(at: number, turn: SealedTurn | null): void {
    this.#put(at, INTEGER.turnAskedLine, turn?.askedLine ?? 0);
    if (turn === null) return;
    this.#put(at, INTEGER.turnLastAskedLine, turn.lastAskedLine);
    this.#put(at, INTEGER.turnFirstLine, turn.firstLine);
    this.#put(at, INTEGER.turnLastLine, turn.lastLine);
    this.#putFloat(at, FLOAT.turnBytes, turn.bytes);
    if (turn.isEnded) this.#put(at, INTEGER.flags, this.#integer(at, INTEGER.flags) | TURN_ENDED);
  }

  #putFloat(at: number, field: number, value: number | null): void {
    this.floats[at * HOP_FLOATS + field] = value ?? Number.NaN;
  }

  #put(at: number, field: number, value: number): void {
    this.#integers[at * HOP_INTEGERS + field] = value;
  }

  #isFlagged(at: number, flag: number): boolean {
    return (this.#integer(at, INTEGER.flags) & flag) !== 0;
  }

  #hint(at: number, socket: number, line: number): Hint | null {
    const id = this.#integer(at, socket);
    return id === 0 ? null : { socket: id, line: this.#integer(at, line) };
  }

  #integer(at: number, field: number): number {
    return this.#integers[at * HOP_INTEGERS + field] as number;
  }

  #float(at: number, field: number): number | null {
    const value = this.floats[at * HOP_FLOATS + field] as number;
    return Number.isNaN(value) ? null : value;
  }
}

/** Hops that the engine has laid out, as values. */
export function hopsIn(floats: Float64Array): Hop[] {
  const numbers = new HopNumbers(floats);
  return Array.from({ length: numbers.count }, (_, at) => numbers.at(at));
}
