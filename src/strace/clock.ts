import type { Prefix } from "./prefix.js";

const DAY = 86_400;

/** Turns the times of a capture into seconds that never jump back: adds up `-r`, and carries `-t` over midnight. */
export class Clock {
  #now = 0;
  #days = 0;
  #last: number | null = null;

  /** The time of a line in seconds, or null where the capture prints no times. */
  read(prefix: Prefix): number | null {
    if (prefix.time === null) return null;
    if (prefix.clock === "relative") {
      this.#now += prefix.time;
      return this.#now;
    }
    if (prefix.clock === "epoch") return prefix.time;
    if (this.#last !== null && prefix.time < this.#last - DAY / 2) this.#days++;
    this.#last = prefix.time;
    return prefix.time + this.#days * DAY;
  }
}
