/**
 * One request and its response (core/protocols/exchange.ts). The host reads the same fields in the same order
 * (host/exchange-fields.ts): first those that are f64, then the others.
 */
import { event } from "../events/event-record";
import { destroy } from "../heap/allocate";
import { Counted, createCounted, letGo, replace } from "../heap/counted";
import { createList, destroyList, List } from "../heap/list";
import { nearby } from "../paths/nearby";
import { BlindSpot } from "./blind-spot";
import { KeptEvent } from "./kept-event";
import { Request } from "./request";

/** In place of a value of these lists, of a status and of a blind spot: there is none. */
export const NOT_ANY: i32 = -1;

export enum Verdict {
  Complete,
  Truncated,
  AbortedByPeer,
  Overrun,
  InFlight,
  Undetermined,
}

/** What ended the stream: a call of the program or, if the program is the client, the peer's `Eof` or `Reset`. */
export enum Cause {
  ShutWr,
  ShutRdwr,
  Close,
  Exit,
  Reset,
  Eof,
}

/** What the verdict rests on. */
export enum Evidence {
  DeclaredLength,
  ChunkFraming,
  HeadFraming,
  ShortWrite,
  FailedWrite,
  BlockedWrite,
}

/** How the body of a response is framed. */
export enum BodyFraming {
  ContentLength,
  Chunked,
  UntilClose,
  None,
  Unknown,
}

/** How sure it is that the last five bytes, which are hidden, are the last chunk. */
export enum UnseenEnd {
  ByLayout,
  Possible,
}

@unmanaged
export class Exchange extends Counted {
  /** Body bytes that the head promises; NaN if it promises no number, or was not seen. */
  declaredBytes: f64;
  /** Body bytes that the kernel took; NaN if the start of the body is unknown. */
  acceptedBytes: f64;
  /** Bytes by which `acceptedBytes` may be wrong: a string of the head is not as long as its count, so it was changed. */
  misfitBytes: f64;
  /** Declared less accepted bytes; without a declared length what was owed; NaN if neither is known. */
  outstandingBytes: f64;
  /** Bytes that the program last tried to write and the kernel refused. */
  owedBytes: f64;
  /** Bytes of writes that never returned: the kernel may have taken any part of them. */
  inDoubtBytes: f64;
  /** Seconds at which the first byte of the response moved; NaN if the capture has no times. */
  responseTime: f64;
  index: i32;
  verdict: Verdict;
  /** A `Cause`, an `Evidence` and an `UnseenEnd`; NOT_ANY: none. */
  cause: i32;
  evidence: i32;
  unseenEnd: i32;
  /** 1 if the bytes of writes that never returned may hold the end of the response. */
  mayEndInDoubt: i32;
  /** 1 if there is a response. Without one the fields about it count for nothing. */
  hasResponse: i32;
  responseLine: u32;
  /** NOT_ANY if the capture shows no status. */
  status: i32;
  framing: BodyFraming;
  /** 1 if `acceptedBytes` counts the end of the head, too, because the capture hides where that is: it is no less. */
  isAtMost: i32;
  /** The socket of which the thread had read a response last, before this one began, and on which line (paths/nearby.ts). */
  receivedSocket: i32;
  receivedLine: u32;
  request: Request | null;
  /** Null if there is none. */
  blindSpots: List<BlindSpot> | null;
  /** The calls that a finding about this exchange points at: see core/protocols/exchange.ts, ExchangeCalls. */
  head: KeptEvent | null;
  lastAccepted: KeptEvent | null;
  firstRefused: KeptEvent | null;
  refused: KeptEvent | null;
  unreturned: KeptEvent | null;
  writable: KeptEvent | null;

  /** There is a response, of which the first byte stands on this line. */
  beginResponse(line: u32): void {
    this.hasResponse = 1;
    this.responseLine = line;
    this.responseTime = event.time;
    this.receivedSocket = nearby.receivedSocket;
    this.receivedLine = nearby.receivedLine;
  }

  get spotCount(): i32 {
    const spots = this.blindSpots;
    return spots ? spots.length : 0;
  }

  /** The blind spot at an index, which exists. */
  spotAt(index: i32): BlindSpot {
    return (this.blindSpots as List<BlindSpot>).at(index);
  }

  hasSpot(spot: BlindSpot): bool {
    for (let i = 0; i < this.spotCount; i++) if (this.spotAt(i) === spot) return true;
    return false;
  }

  /** Adds a blind spot, also one that it has. */
  pushSpot(spot: BlindSpot): void {
    let spots = this.blindSpots;
    if (!spots) {
      spots = createList<BlindSpot>();
      this.blindSpots = spots;
    }
    spots.push(spot);
  }

  addSpot(spot: BlindSpot): void {
    if (!this.hasSpot(spot)) this.pushSpot(spot);
  }

  /** Takes out the first blind spot of this kind. */
  removeSpot(spot: BlindSpot): void {
    const spots = this.blindSpots;
    for (let i = 0; spots && i < spots.length; i++) {
      if (spots.at(i) !== spot) continue;
      spots.remove(i);
      return;
    }
  }

  setHead(event: KeptEvent | null): void {
    this.head = replace<KeptEvent>(this.head, event);
  }

  setLastAccepted(event: KeptEvent | null): void {
    this.lastAccepted = replace<KeptEvent>(this.lastAccepted, event);
  }

  setFirstRefused(event: KeptEvent | null): void {
    this.firstRefused = replace<KeptEvent>(this.firstRefused, event);
  }

  setRefused(event: KeptEvent | null): void {
    this.refused = replace<KeptEvent>(this.refused, event);
  }

  setUnreturned(event: KeptEvent | null): void {
    this.unreturned = replace<KeptEvent>(this.unreturned, event);
  }

  setWritable(event: KeptEvent | null): void {
    this.writable = replace<KeptEvent>(this.writable, event);
  }
}

/** A new exchange, which nothing keeps yet. */
export function createExchange(index: i32, request: Request | null): Exchange {
  const exchange = createCounted<Exchange>(destroyExchange);
  exchange.index = index;
  exchange.request = replace<Request>(null, request);
  exchange.verdict = Verdict.InFlight;
  exchange.cause = NOT_ANY;
  exchange.evidence = NOT_ANY;
  exchange.unseenEnd = NOT_ANY;
  exchange.status = NOT_ANY;
  exchange.framing = BodyFraming.Unknown;
  exchange.responseTime = NaN;
  exchange.declaredBytes = NaN;
  exchange.acceptedBytes = NaN;
  exchange.outstandingBytes = NaN;
  return exchange;
}

function destroyExchange(address: usize): void {
  const exchange = changetype<Exchange>(address);
  letGo(exchange.request);
  exchange.setHead(null);
  exchange.setLastAccepted(null);
  exchange.setFirstRefused(null);
  exchange.setRefused(null);
  exchange.setUnreturned(null);
  exchange.setWritable(null);
  const spots = exchange.blindSpots;
  if (spots) destroyList<BlindSpot>(spots);
  destroy<Exchange>(exchange);
}
