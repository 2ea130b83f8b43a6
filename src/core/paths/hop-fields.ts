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
    return this.#integer(at, "connection");
  }

  indexAt(at: number): number {
    return this.#integer(at, "index");
  }

  thereAt(at: number): number {
    return this.#integer(at, "there");
  }

  targetAt(at: number): number {
    return this.#integer(at, "target");
  }

  endLineAt(at: number): number {
    return this.#integer(at, "endLine");
  }

  /** The line at which it was reported: it had ended by then, and lines of hops that come later are no earlier. */
  reportedLineAt(at: number): number {
    return this.#integer(at, "reportedLine");
  }

  isOf(at: number, role: Role): boolean {
    return ROLES[this.#integer(at, "role")] === role;
  }

  /** True if its process may be the one of another exchange. */
  mayBeOfProcessOf(at: number, { process, isProcessAssumed }: Hop): boolean {
    return this.#integer(at, "process") === process || isProcessAssumed || this.#isFlagged(at, ASSUMED);
  }

  /** True if its request came on a line or later, or if the capture does not show when. */
  isAskedFrom(at: number, line: number): boolean {
    const asked = this.#integer(at, "requestLine");
    return asked === 0 || asked >= line;
  }

  /** True if its connection may be that of another exchange, seen from its other end. */
  mayBeOtherEndOf(at: number, { here, target }: Hop): boolean {
    const there = this.#integer(at, "there");
    return here !== 0 && there !== 0 ? here === there : this.#integer(at, "target") === target;
  }

  at(at: number): Hop {
    const status = this.#integer(at, "status");
    return {
      connection: this.#integer(at, "connection"),
      index: this.#integer(at, "index"),
      socket: this.#integer(at, "socket"),
      process: this.#integer(at, "process"),
      thread: this.#integer(at, "thread"),
      isProcessAssumed: this.#isFlagged(at, ASSUMED),
      isStream: this.#isFlagged(at, STREAM),
      hasMetEnd: this.#isFlagged(at, MET_END),
      role: ROLES[this.#integer(at, "role")] ?? "unknown",
      requestLine: this.#integer(at, "requestLine"),
      responseLine: this.#integer(at, "responseLine"),
      endLine: this.#integer(at, "endLine"),
      requestTime: this.#float(at, "requestTime"),
      responseTime: this.#float(at, "responseTime"),
      endTime: this.#float(at, "endTime"),
      declaredBytes: this.#float(at, "declaredBytes"),
      acceptedBytes: this.#float(at, "acceptedBytes"),
      status: status < 0 ? null : status,
      isSealed: status === SEALED,
      target: this.#integer(at, "target"),
      asked: this.#hint(at, "askedSocket", "askedLine"),
      received: this.#hint(at, "receivedSocket", "receivedLine"),
      lastReceived: this.#hint(at, "lastReceivedSocket", "lastReceivedLine"),
      here: this.#integer(at, "here"),
      there: this.#integer(at, "there"),
      verdict: VERDICTS[this.#integer(at, "verdict")] ?? "undetermined",
      turn: this.#turnAt(at),
    };
  }

  /** Fills in what is known of a message that is not HTTP/1: the engine knows its calls, and not what it says. */
  put(at: number, message: MessageHop): void {
    this.#putFloat(at, "requestTime", message.requestTime);
    this.#putFloat(at, "responseTime", message.responseTime);
    this.#putFloat(at, "declaredBytes", message.declaredBytes);
    this.#putFloat(at, "acceptedBytes", message.acceptedBytes);
    this.#put(at, "requestLine", message.requestLine);
    this.#put(at, "responseLine", message.responseLine);
    this.#put(at, "target", message.target);
    this.#putStream(at, message.stream);
    this.#put(at, "status", message.status ?? (message.isSealed ? SEALED : NO_STATUS));
    this.#put(at, "verdict", VERDICTS.indexOf(message.verdict));
    this.#put(at, "askedSocket", message.asked?.socket ?? 0);
    this.#put(at, "askedLine", message.asked?.line ?? 0);
    this.#put(at, "receivedSocket", message.received?.socket ?? 0);
    this.#put(at, "receivedLine", message.received?.line ?? 0);
    this.#putTurn(at, message.turn);
  }

  /** The client's end of a hop becomes that of one stream: no other stream has the same. */
  #putStream(at: number, stream: number | null): void {
    const end = this.isOf(at, "client") ? "here" : "there";
    if (stream === null) return;
    this.#put(at, end, streamHash(this.#integer(at, end), stream));
    this.#put(at, "flags", this.#integer(at, "flags") | STREAM);
  }

  /** Has a hop stand for the exchange that comes so many after its own. */
  moveOn(at: number, by: number): void {
    this.#put(at, "index", this.#integer(at, "index") + by);
  }

  #turnAt(at: number): SealedTurn | null {
    if (this.#integer(at, "turnAskedLine") === 0) return null;
    return {
      askedLine: this.#integer(at, "turnAskedLine"),
      lastAskedLine: this.#integer(at, "turnLastAskedLine"),
      firstLine: this.#integer(at, "turnFirstLine"),
      lastLine: this.#integer(at, "turnLastLine"),
      bytes: this.#float(at, "turnBytes") ?? 0,
      isEnded: this.#isFlagged(at, TURN_ENDED),
    };
  }

  #putTurn(at: number, turn: SealedTurn | null): void {
    this.#put(at, "turnAskedLine", turn?.askedLine ?? 0);
    if (turn === null) return;
    this.#put(at, "turnLastAskedLine", turn.lastAskedLine);
    this.#put(at, "turnFirstLine", turn.firstLine);
    this.#put(at, "turnLastLine", turn.lastLine);
    this.#putFloat(at, "turnBytes", turn.bytes);
    if (turn.isEnded) this.#put(at, "flags", this.#integer(at, "flags") | TURN_ENDED);
  }

  #putFloat(at: number, field: keyof typeof FLOAT, value: number | null): void {
    this.floats[at * HOP_FLOATS + FLOAT[field]] = value ?? Number.NaN;
  }

  #put(at: number, field: keyof typeof INTEGER, value: number): void {
    this.#integers[at * HOP_INTEGERS + INTEGER[field]] = value;
  }

  #isFlagged(at: number, flag: number): boolean {
    return (this.#integer(at, "flags") & flag) !== 0;
  }

  #hint(at: number, socket: keyof typeof INTEGER, line: keyof typeof INTEGER): Hint | null {
    const id = this.#integer(at, socket);
    return id === 0 ? null : { socket: id, line: this.#integer(at, line) };
  }

  #integer(at: number, field: keyof typeof INTEGER): number {
    return this.#integers[at * HOP_INTEGERS + INTEGER[field]] as number;
  }

  #float(at: number, field: keyof typeof FLOAT): number | null {
    const value = this.floats[at * HOP_FLOATS + FLOAT[field]] as number;
    return Number.isNaN(value) ? null : value;
  }
}

/** Hops that the engine has laid out, as values. */
export function hopsIn(floats: Float64Array): Hop[] {
  const numbers = new HopNumbers(floats);
  return Array.from({ length: numbers.count }, (_, at) => numbers.at(at));
}
