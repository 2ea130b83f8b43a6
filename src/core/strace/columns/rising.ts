import { latin1 } from "../../bytes.js";
import { callNameAt, hasPidAt, lookAt } from "./look.js";
import { bareNumberIn } from "./numbers.js";

/** As many whole calls, each with a number one higher, and not all by one name, show that the numbers count lines. */
const CALLS = 3;
/** As many, where most numbers leave gaps: each pid of so many lines would be higher than the one before. */
const CALLS_IN_GAPS = 8;
/** Where no more than one number in so many leaves a gap, lines were left out of a listing. */
const RARE = 4;
const FORKED = /^(?:clone3?|v?fork)\(.*\) += (\d+)/;

/**
 * Tells an editor's line numbers from pids: both are a number and blanks. The numbers of lines rise by one a line, or by
 * more after lines that were left out. The pids of threads may do so for a while, when strace attaches to threads in order, but then the calls are unfinished.
 */
export class Rising {
  #first = 0;
  #last: number | null = null;
  #calls = 0;
  #doubled = 0;
  #lines = 0;
  #gaps = 0;
  #isForked = false;
  readonly #names = new Set<string>();

  /** True once a number was seen and each further one was one higher. */
  get isOpen(): boolean {
    return this.#last !== null;
  }

  /** True if a second column holds the pids: strace prints one. */
  get isCertain(): boolean {
    return this.#doubled > 1;
  }

  /** True if the lines so far show line numbers. */
  get isLikely(): boolean {
    const enough = this.#gaps * RARE <= this.#lines ? CALLS : CALLS_IN_GAPS;
    return this.isCertain || (!this.#isForked && this.#calls >= enough && this.#names.size > 1);
  }

  /** Takes the next line: `rises`, `breaks` the row, or has no number and says nothing. */
  take(bytes: Uint8Array, start: number, end: number): "rises" | "breaks" | "silent" {
    const number = bareNumberIn(bytes, start, end);
    if (!number) return "silent";
    const look = lookAt(bytes, number.at, end);
    if (this.#last === null) {
      if (look === "none") return "silent";
      this.#first = number.value;
    } else if (number.value !== this.#last + 1) {
      if (number.value <= this.#last || look === "none") return "breaks";
      this.#gaps++;
    }
    this.#last = number.value;
    this.#lines++;
    if (look === "none") return "rises";
    if (hasPidAt(bytes, number.at, end)) this.#doubled++;
    const name = callNameAt(bytes, number.at, end);
    if (look === "whole" && name !== null && !isUnfinished(bytes, end)) {
      this.#calls++;
      this.#names.add(name);
      const child = FORKED.exec(latin1(bytes, number.at, end))?.[1];
      if (child !== undefined && Number(child) >= this.#first && Number(child) <= this.#first + CALLS * 100) {
        this.#isForked = true; // the numbers are of the size of this pid
      }
    }
    return "rises";
  }
}

function isUnfinished(bytes: Uint8Array, end: number): boolean {
  return latin1(bytes, Math.max(0, end - 20), end).includes("...>");
}
