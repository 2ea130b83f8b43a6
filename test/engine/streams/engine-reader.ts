import type { Role } from "../../../src/core/protocols/judgement.js";
import { PROTOCOLS, type Protocol } from "../http1/heads.js";
import { LogReader } from "./read-log.js";
import type { DrawnPiece, StreamsEngine } from "./streams-engine.js";

const ROLES: readonly Role[] = ["server", "client", "unknown"];
const NOTHING_UNREAD = -1;

/** A request that was read. */
export interface ReadRequest {
  readonly line: number;
  readonly isCut: boolean;
  readonly method: string;
  readonly target: string;
}

/** What is known of the requests of a connection. */
export interface ReaderFacts {
  /** Bytes of a request that were not read; NaN if it does not say how many; null if all were. */
  readonly unread: number | null;
  readonly isAhead: boolean;
  readonly mayHideMore: boolean;
  readonly isWhole: boolean;
  /** Those whose response has not begun, the oldest first. */
  readonly waiting: readonly ReadRequest[];
}

/** A reader of requests in the engine. */
export class EngineReader {
  readonly #reader: number;

  constructor(private readonly engine: StreamsEngine) {
    this.#reader = engine.call("makeReader");
  }

  take(call: readonly DrawnPiece[], line: number, isFull: boolean): void {
    this.engine.setPieces(call);
    this.engine.call("feedReader", this.#reader, line, isFull);
  }

  /** Takes out the oldest request. */
  next(): ReadRequest | null {
    this.engine.call("nextOfReader", this.#reader);
    const next = requestIn(new LogReader(this.engine));
    this.engine.call("lineEnds");
    return next;
  }

  /** An interim response to the oldest request is over. */
  putBackNext(): void {
    this.engine.call("putBackNext", this.#reader);
  }

  putInFront(line: number): void {
    this.engine.call("putInFront", this.#reader, line);
  }

  continues(): void {
    this.engine.call("continueReader", this.#reader);
  }

  get facts(): ReaderFacts {
    this.engine.call("writeReader", this.#reader);
    return factsIn(new LogReader(this.engine));
  }

  drop(): void {
    this.engine.call("dropReader", this.#reader);
  }
}

function factsIn(log: LogReader): ReaderFacts {
  const unread = log.number();
  return {
    unread: unread === NOTHING_UNREAD ? null : unread,
    isAhead: log.flag(),
    mayHideMore: log.flag(),
    isWhole: log.flag(),
    waiting: Array.from({ length: log.number() }, () => requestIn(log) as ReadRequest),
  };
}

function requestIn(log: LogReader): ReadRequest | null {
  const line = log.number();
  return line < 0 ? null : { line, isCut: log.flag(), method: log.text(), target: log.text() };
}

/** A call of a connection, as far as a recognition looks at it. */
export interface DrawnCall {
  readonly isWrite: boolean;
  readonly pieces: readonly DrawnPiece[];
}

/** What is recognised of a connection. */
export interface Recognised {
  readonly protocol: Protocol | null;
  readonly role: Role;
  readonly isHttp: boolean;
}

/** What is recognised after each call, and at the end. */
export function recognitionsOf(
  engine: StreamsEngine,
  calls: readonly DrawnCall[],
  role: Role,
  isOlder: boolean,
): Recognised[] {
  const recognition = engine.call("makeRecognition", ROLES.indexOf(role));
  const reader = engine.call("makeReader");
  const recognised = (): Recognised => {
    engine.call("writeRecognition", recognition, reader, false);
    const log = new LogReader(engine);
    const protocol = log.number();
    return { protocol: PROTOCOLS[protocol] ?? null, role: log.word(ROLES), isHttp: log.flag() };
  };
  const all = calls.map(({ isWrite, pieces }, index) => {
    engine.setPieces(pieces);
    engine.call("feedRecognition", recognition, isWrite, index + 1, isOlder);
    return recognised();
  });
  engine.call("endRecognition", recognition);
  all.push(recognised());
  engine.call("dropRecognition", recognition);
  engine.call("dropReader", reader);
  return all;
}
