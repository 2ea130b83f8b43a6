import type { BlindSpotCode } from "../../../core/protocols/blind-spot.js";
import type { Exchange, Request, Response } from "../../../core/protocols/exchange.js";
import type { EngineNumbers } from "./engine-numbers.js";
import type { EventsByAddress } from "./event-book.js";
import { EXCHANGE_FLOAT as FLOAT, EXCHANGE_INTEGER as INTEGER, REQUEST_INTEGER } from "./exchange-fields.js";
import { BLIND_SPOTS, CAUSES, EVIDENCES, FRAMINGS, UNSEEN_ENDS, VERDICTS } from "./words.js";

/** The length of a list and where its items stand (src/engine/assembly/heap/list.ts). */
const LENGTH = 0;
const ITEMS = 2;

/** Exchanges of the engine as the core's: values that may be kept, laid out alike. */
export class ExchangeView {
  constructor(
    private readonly numbers: EngineNumbers,
    private readonly events: EventsByAddress,
  ) {}

  /** The exchange at an address. */
  of(at: number): Exchange {
    const { numbers } = this;
    return {
      index: numbers.integer(at, INTEGER.index),
      request: this.requestAt(numbers.integer(at, INTEGER.request)),
      response: this.responseOf(at),
      verdict: VERDICTS[numbers.integer(at, INTEGER.verdict)] as Exchange["verdict"],
      cause: CAUSES[numbers.integer(at, INTEGER.cause)] ?? null,
      evidence: EVIDENCES[numbers.integer(at, INTEGER.evidence)] ?? null,
      outstandingBytes: numbers.known(at, FLOAT.outstandingBytes),
      owedBytes: numbers.float(at, FLOAT.owedBytes),
      inDoubtBytes: numbers.float(at, FLOAT.inDoubtBytes),
      mayEndInDoubt: numbers.integer(at, INTEGER.mayEndInDoubt) !== 0,
      unseenEnd: UNSEEN_ENDS[numbers.integer(at, INTEGER.unseenEnd)] ?? null,
      blindSpots: this.spotsOf(at),
      calls: {
        head: this.events.of(numbers.integer(at, INTEGER.head)),
        lastAccepted: this.events.of(numbers.integer(at, INTEGER.lastAccepted)),
        firstRefused: this.events.of(numbers.integer(at, INTEGER.firstRefused)),
        refused: this.events.of(numbers.integer(at, INTEGER.refused)),
        unreturned: this.events.of(numbers.integer(at, INTEGER.unreturned)),
        writable: this.events.of(numbers.integer(at, INTEGER.writable)),
      },
    };
  }

  /** The address of an exchange's request. */
  requestOf(at: number): number {
    return this.numbers.integer(at, INTEGER.request);
  }

  /** The request at an address; null at 0. */
  requestAt(at: number): Request | null {
    if (at === 0) return null;
    const { numbers } = this;
    const request = {
      method: numbers.text(numbers.integer(at, REQUEST_INTEGER.method)) ?? "",
      target: numbers.text(numbers.integer(at, REQUEST_INTEGER.target)) ?? "",
      line: numbers.integer(at, REQUEST_INTEGER.line),
    };
    const isCut = (numbers.integer(at, REQUEST_INTEGER.isCut) & 0xff) !== 0; // one byte
    return isCut ? { ...request, isCut } : request;
  }

  /** The response of the exchange at an address; null if nothing was seen of one. */
  responseOf(at: number): Response | null {
    const { numbers } = this;
    if (numbers.integer(at, INTEGER.hasResponse) === 0) return null;
    const status = numbers.integer(at, INTEGER.status);
    return {
      status: status < 0 ? null : status,
      line: numbers.integer(at, INTEGER.responseLine),
      time: numbers.known(at, FLOAT.responseTime),
      framing: FRAMINGS[numbers.integer(at, INTEGER.framing)] as Response["framing"],
      declaredBytes: numbers.known(at, FLOAT.declaredBytes),
      acceptedBytes: numbers.known(at, FLOAT.acceptedBytes),
      isAtMost: numbers.integer(at, INTEGER.isAtMost) !== 0,
      misfitBytes: numbers.float(at, FLOAT.misfitBytes),
    };
  }

  /** The blind spots of the exchange at an address. */
  spotsOf(at: number): BlindSpotCode[] {
    const { numbers } = this;
    const list = numbers.integer(at, INTEGER.blindSpots);
    if (list === 0) return [];
    const items = numbers.integer(list, ITEMS);
    const spots: BlindSpotCode[] = [];
    for (let index = 0; index < numbers.integer(list, LENGTH); index++) {
      spots.push(BLIND_SPOTS[numbers.integer(items, index)] as BlindSpotCode);
    }
    return spots;
  }
}
