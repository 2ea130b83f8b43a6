import type { DataEvent, Request } from "../../../src/core/protocols/exchange.js";
import { Recognition } from "../../../src/core/protocols/http1/recognition.js";
import { RequestReader } from "../../../src/core/protocols/http1/request-reader.js";
import type { ProtocolName } from "../../../src/core/protocols/http1/sniffer.js";
import type { Role } from "../../../src/core/protocols/judgement.js";
import { NumberLog, sameLog } from "./same-log.js";
import { type DrawnPiece, StreamsEngine, visible } from "./streams-engine.js";

export const PROTOCOLS: readonly ProtocolName[] = ["http/1", "tls", "http/2", "other"];
const ROLES: readonly Role[] = ["server", "client", "unknown"];
const NOTHING_UNREAD = -1;

export const engine = new StreamsEngine();

/** A reader of requests of the core and one of the engine. */
export class BothReaders {
  readonly #own = engine.call("makeReader");
  readonly #core = new RequestReader();
  readonly #log = new NumberLog();

  take(call: readonly DrawnPiece[], line: number, isFull: boolean): void {
    engine.setPieces(call);
    engine.call("feedReader", this.#own, line, isFull);
    this.#core.take(call.map(visible), line, isFull);
    this.check();
  }

  next(): void {
    engine.call("nextOfReader", this.#own);
    writeRequest(this.#log, this.#core.next());
    engine.call("lineEnds");
  }

  putBackNext(): void {
    engine.call("putBackNext", this.#own);
    const next = this.#core.waiting.shift();
    if (next) this.#core.waiting.unshift(next);
  }

  putInFront(line: number): void {
    engine.call("putInFront", this.#own, line);
    this.#core.waiting.unshift({ method: "", target: "", line });
  }

  continues(): void {
    engine.call("continueReader", this.#own);
    this.#core.continues();
  }

  check(): void {
    engine.call("writeReader", this.#own);
    writeReader(this.#log, this.#core);
    sameLog(engine.takeLog(), this.#log.numbers.splice(0), "readers of requests");
  }

  end(): void {
    this.check();
    engine.call("dropReader", this.#own);
  }
}

function writeReader(log: NumberLog, { unread, isAhead, mayHideMore, isWhole, waiting }: RequestReader): void {
  log.write(unread === null ? NOTHING_UNREAD : unread.bytes, isAhead, mayHideMore, isWhole, waiting.length);
  for (const request of waiting) writeRequest(log, request);
}

function writeRequest(log: NumberLog, request: Request | null): void {
  if (!request) {
    log.write(-1);
    return;
  }
  log.write(request.line, request.isCut === true);
  log.writeText(request.method);
  log.writeText(request.target);
}

/** A call of a connection, as far as a recognition looks at it. */
export interface DrawnCall {
  readonly isWrite: boolean;
  readonly pieces: readonly DrawnPiece[];
}

/** Both recognise the same protocol and role after each call. Returns what the core recognised. */
export function sameRecognitions(calls: readonly DrawnCall[], role: Role, isOlder: boolean): ProtocolName | null {
  const own = engine.call("makeRecognition", ROLES.indexOf(role));
  const reader = engine.call("makeReader");
  const log = new NumberLog();
  const recognition = new Recognition(role);
  const requests = new RequestReader();
  let isKnown = false;
  const note = (): void => {
    const isAnswered = !isKnown && recognition.protocol !== null; // who asked is looked at once (connection.ts)
    isKnown = recognition.protocol !== null;
    engine.call("writeRecognition", own, reader, isAnswered);
    engine.call("writeReader", reader);
    const question = recognition.otherQuestion;
    const protocol = recognition.protocol === null ? -1 : PROTOCOLS.indexOf(recognition.protocol);
    log.write(protocol, ROLES.indexOf(recognition.role), recognition.isHttp, question ? question.line : -1);
    if (question && isAnswered) requests.askedOtherwise(question);
    writeReader(log, requests);
  };
  for (const [index, { isWrite, pieces }] of calls.entries()) {
    engine.setPieces(pieces);
    engine.call("feedRecognition", own, isWrite, index + 1, isOlder);
    recognition.take(eventOf(isWrite, pieces, index + 1, isOlder));
    note();
  }
  engine.call("endRecognition", own);
  recognition.end();
  note();
  engine.call("dropRecognition", own);
  engine.call("dropReader", reader);
  sameLog(engine.takeLog(), log.numbers, "recognitions");
  return recognition.protocol;
}

/** Only what a recognition looks at. */
function eventOf(isWrite: boolean, pieces: readonly DrawnPiece[], line: number, isOlder: boolean): DataEvent {
  const kind = isWrite ? "write" : "read";
  return {
    kind,
    pieces: pieces.map(visible),
    line,
    socket: { origin: isOlder ? "seen" : "accept" },
  } as unknown as DataEvent;
}
