import type { BlindSpotCode } from "../../core/protocols/blind-spot.js";
import type { Exchange, Verdict } from "../../core/protocols/exchange.js";
import { TimeDistribution } from "./distribution.js";
import type { Share } from "./share.js";

/** What the kernel refused while a response was written. */
export interface Refusals {
  /** Writes that took fewer bytes than asked. */
  shortWrites: number;
  /** Writes that took none: the socket was full. */
  eagains: number;
}

/** Responses of one side, all of them or those of one target: how many came to what. */
export class SideTally {
  readonly verdicts: Record<Verdict, number> = {
    complete: 0,
    truncated: 0,
    "aborted-by-peer": 0,
    overrun: 0,
    "in-flight": 0,
    undetermined: 0,
  };
  /** Exchanges of which a response was seen. */
  responses = 0;
  /** Undetermined ones whose connection was closed with a reset, which may have destroyed them. */
  resets = 0;
  /** Those in flight, or given up by the peer, of which the rest was never written though the socket took bytes. */
  stalled = 0;
  /** Bytes that failed responses were short of, as far as they are known. */
  lostBytes = 0;
  /** Of the lost bytes those of writes that never returned: the kernel may have taken them. */
  lostBytesInDoubt = 0;
  /** Truncated and stalled responses that were short of nobody knows how many bytes. */
  unknownLosses = 0;
  shortWrites = 0;
  eagains = 0;
  /** Seconds from the last refused write of a truncated response to the call that ended the stream. */
  readonly toCut = new TimeDistribution();
  /** Seconds from the first refused write of a complete response to its last byte. */
  readonly toLastByte = new TimeDistribution();
  /** Why responses are undetermined, and how many are so for this reason; one may have several. */
  readonly blindSpots = new Map<BlindSpotCode, number>();
  #acceptedBytes = 0;
  #isShareKnown = true;

  /** `endedAt`: seconds at which the connection ended, null where it has not or the capture has no times. */
  add(exchange: Exchange, refusals: Refusals | undefined, endedAt: number | null): void {
    const { verdict, response, calls } = exchange;
    this.verdicts[verdict]++;
    if (response) this.responses++;
    this.shortWrites += refusals?.shortWrites ?? 0;
    this.eagains += refusals?.eagains ?? 0;
    if (verdict === "truncated") {
      this.#lose(exchange);
      addTime(this.toCut, calls.refused?.time, endedAt);
    } else if (verdict === "complete") {
      this.#accept(response?.acceptedBytes ?? null);
      addTime(this.toLastByte, calls.firstRefused?.time, calls.lastAccepted?.endTime);
    } else if (verdict === "undetermined") {
      this.#doubt(exchange, 1);
    }
  }

  /** One that was added may have been destroyed by a reset: that is known, so it is undetermined no more. */
  addReset(exchange: Exchange): void {
    this.resets++;
    this.#doubt(exchange, -1);
  }

  /** One that was added stalled. */
  addStall(exchange: Exchange): void {
    this.stalled++;
    this.#lose(exchange);
  }

  /** Responses that the program ended wrongly, or left hanging. */
  get failed(): number {
    const { truncated, overrun } = this.verdicts;
    return truncated + overrun + this.resets + this.stalled;
  }

  /** Responses of which it is known that they failed, or did not. */
  get judged(): number {
    return this.verdicts.complete + this.failed;
  }

  /** Those that nobody could judge, though they were over. */
  get undetermined(): number {
    return this.verdicts.undetermined - this.resets;
  }

  /** Those that tell nothing about the program: nobody could judge them, the peer gave up, or the capture ended. */
  get unjudged(): number {
    return this.undetermined + this.verdicts["aborted-by-peer"] + this.verdicts["in-flight"] - this.stalled;
  }

  get failedShare(): Share {
    return { part: this.failed, whole: this.judged };
  }

  /** The same if what nobody could judge had failed. */
  get worstShare(): Share {
    return { part: this.failed + this.undetermined, whole: this.judged + this.undetermined };
  }

  /** Lost bytes of all that were to be sent; null where one of these counts is not known. */
  get lostShare(): Share | null {
    return this.#isShareKnown ? { part: this.lostBytes, whole: this.lostBytes + this.#acceptedBytes } : null;
  }

  #doubt({ blindSpots }: Exchange, by: 1 | -1): void {
    for (const code of blindSpots) {
      const count = (this.blindSpots.get(code) ?? 0) + by;
      if (count > 0) this.blindSpots.set(code, count);
      else this.blindSpots.delete(code);
    }
  }

  #lose({ outstandingBytes, inDoubtBytes, response }: Exchange): void {
    if (outstandingBytes === null) this.unknownLosses++;
    this.lostBytes += outstandingBytes ?? 0;
    this.lostBytesInDoubt += Math.min(inDoubtBytes, outstandingBytes ?? 0);
    this.#isShareKnown &&= outstandingBytes !== null;
    this.#accept(response?.acceptedBytes ?? null);
  }

  #accept(bytes: number | null): void {
    this.#isShareKnown &&= bytes !== null;
    this.#acceptedBytes += bytes ?? 0;
  }
}

function addTime(times: TimeDistribution, from: number | null | undefined, to: number | null | undefined): void {
  if (from == null || to == null) return;
  times.add(Math.max(0, to - from));
}
