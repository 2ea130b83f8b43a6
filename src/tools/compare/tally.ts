import type { BlindSpotCode } from "../../core/protocols/blind-spot.js";
import type { Exchange, Verdict } from "../../core/protocols/exchange.js";
import { TimeDistribution } from "./distribution.js";
import type { Share } from "./share.js";

/** Writes that the kernel refused, in part or whole. */
export interface Refusals {
  /** Writes of which the kernel took fewer bytes than asked. */
  shortWrites: number;
  /** Writes of which the kernel took nothing, because the socket was full. */
  eagains: number;
}

/** Counts the responses of one side: all of them, or those for one target. */
export class SideTally {
  readonly verdicts: Record<Verdict, number> = {
    complete: 0,
    truncated: 0,
    "aborted-by-peer": 0,
    overrun: 0,
    "in-flight": 0,
    undetermined: 0,
  };
  /** Exchanges with a response. */
  responses = 0;
  /** Undetermined responses whose connection was closed with a reset, which may have destroyed them. */
  resets = 0;
  /** Responses in flight or aborted by the peer, whose rest was never written although the socket took bytes. */
  stalled = 0;
  /** Responses that lack bytes which another hop had lost: they are counted there. */
  echoes = 0;
  /** Bytes that failed responses lack, as far as they are known. */
  lostBytes = 0;
  /** The part of the lost bytes that was in writes which never returned: the kernel may have taken them. */
  lostBytesInDoubt = 0;
  /** Truncated and stalled responses of which the lost bytes are unknown, or known in part. */
  unknownLosses = 0;
  shortWrites = 0;
  eagains = 0;
  /** Seconds from the last refused write of a truncated response to the call that ended the stream. */
  readonly toCut = new TimeDistribution();
  /** Seconds from the first refused write of a complete response to its last byte. */
  readonly toLastByte = new TimeDistribution();
  /** How many responses each blind spot makes undetermined; a response may have several. */
  readonly blindSpots = new Map<BlindSpotCode, number>();
  #acceptedBytes = 0;
  /** How many sizes are not known that a share of all bytes rests on. */
  #unknownSizes = 0;

  /** Adds an exchange that is over. `endedAt`: seconds at which its connection ended, null if unknown or still open. */
  add(exchange: Exchange, refusals: Refusals | undefined, endedAt: number | null): void {
    const { verdict, response, calls } = exchange;
    this.verdicts[verdict]++;
    if (response) this.responses++;
    this.shortWrites += refusals?.shortWrites ?? 0;
    this.eagains += refusals?.eagains ?? 0;
    if (verdict === "truncated") {
      this.#lose(exchange, 1);
      addTime(this.toCut, calls.refused?.time, endedAt);
    } else if (verdict === "complete") {
      this.#accept(response?.acceptedBytes ?? null, 1);
      addTime(this.toLastByte, calls.firstRefused?.time, calls.lastAccepted?.endTime);
    } else if (verdict === "undetermined") {
      this.#doubt(exchange, 1);
    }
  }

  /** Adds that a reset may have destroyed a response counted before. It is failed then, and no longer undetermined. */
  addReset(exchange: Exchange): void {
    this.resets++;
    this.#doubt(exchange, -1);
  }

  /** Adds that a response counted before has stalled. */
  addStall(exchange: Exchange): void {
    this.stalled++;
    this.#lose(exchange, 1);
  }

  /** Adds that a response counted before as truncated or undetermined is the echo of another hop's loss. */
  addEcho(exchange: Exchange): void {
    this.echoes++;
    this.verdicts[exchange.verdict]--;
    if (exchange.verdict === "truncated") this.#lose(exchange, -1);
    else this.#doubt(exchange, -1);
  }

  /** Responses that the program cut short, overran, reset or left unfinished. */
  get failed(): number {
    const { truncated, overrun } = this.verdicts;
    return truncated + overrun + this.resets + this.stalled;
  }

  /** Responses that are known to be complete or failed. */
  get judged(): number {
    return this.verdicts.complete + this.failed;
  }

  /** Responses that are over, but could not be judged. */
  get undetermined(): number {
    return this.verdicts.undetermined - this.resets;
  }

  /** Responses that say nothing about the program: undetermined, aborted by the peer, or in flight when the capture ended. */
  get unjudged(): number {
    return this.undetermined + this.verdicts["aborted-by-peer"] + this.verdicts["in-flight"] - this.stalled;
  }

  get failedShare(): Share {
    return { part: this.failed, whole: this.judged };
  }

  /** The failed share if all undetermined responses had failed. */
  get worstShare(): Share {
    return { part: this.failed + this.undetermined, whole: this.judged + this.undetermined };
  }

  /** Lost bytes as a share of all bytes that were to be sent; null if one of these counts is unknown. */
  get lostShare(): Share | null {
    return this.#unknownSizes === 0 ? { part: this.lostBytes, whole: this.lostBytes + this.#acceptedBytes } : null;
  }

  #doubt({ blindSpots }: Exchange, by: 1 | -1): void {
    for (const code of blindSpots) {
      const count = (this.blindSpots.get(code) ?? 0) + by;
      if (count > 0) this.blindSpots.set(code, count);
      else this.blindSpots.delete(code);
    }
  }

  #lose({ outstandingBytes, inDoubtBytes, response, message }: Exchange, by: 1 | -1): void {
    // Of a record or frame that is cut, the rest is known; how much more was to follow it, is not.
    const isOfFrame = message?.signs.includes("in-frame") === true && response?.framing !== "content-length";
    const isKnown = outstandingBytes !== null && !isOfFrame;
    if (!isKnown) {
      this.unknownLosses += by;
      this.#unknownSizes += by;
    }
    this.lostBytes += by * (outstandingBytes ?? 0);
    this.lostBytesInDoubt += by * Math.min(inDoubtBytes, outstandingBytes ?? 0);
    this.#accept(response?.acceptedBytes ?? null, by);
  }

  #accept(bytes: number | null, by: 1 | -1): void {
    if (bytes === null) this.#unknownSizes += by;
    this.#acceptedBytes += by * (bytes ?? 0);
  }
}

function addTime(times: TimeDistribution, from: number | null | undefined, to: number | null | undefined): void {
  if (from == null || to == null) return;
  times.add(Math.max(0, to - from));
}
