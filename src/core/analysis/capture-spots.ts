import type { BlindSpotCode } from "../protocols/blind-spot.js";
import type { CaptureBlindSpot } from "./model.js";

/** The lines that a blind spot names at most. */
const MOST_ELISIONS = 10;

/** The blind spots of a capture, in the order in which they were met. */
export class CaptureSpots {
  readonly #codes = new Set<BlindSpotCode>();
  /** The lines that stand for lines that a person left out. */
  readonly #elided: number[] = [];

  get codes(): readonly BlindSpotCode[] {
    return [...this.#codes];
  }

  add(code: BlindSpotCode): void {
    this.#codes.add(code);
  }

  addElision(line: number): void {
    if (this.#elided.length < MOST_ELISIONS) this.#elided.push(line);
    this.#codes.add("lines-elided");
  }

  /** @param ringUsers the pids that use an io_uring; null for one that strace did not print */
  facts(ringUsers: Iterable<number | null>): CaptureBlindSpot[] {
    return [...this.#codes].map((code) => ({
      code,
      processes: code === "io-uring" ? [...ringUsers].filter((pid) => pid !== null) : [],
      lines: code === "lines-elided" ? this.#elided : [],
    }));
  }
}
