import type { Prefix } from "./prefix/prefix.js";

const DAY = 86_400;

/** Turns the times of a capture into seconds that never jump back: adds up `-r`, and carries `-t` over midnight. */
export class Clock {
  /** Seconds of the last line that had a time. */
  #now = 0;
  #hasTime = false;
  #days = 0;
  #timeOfDay = 0;

  /** Seconds of the last line that had a time; null where none had. */
  get now(): number | null {
    return this.#hasTime ? this.#now : null;
  }

  /** Takes note of a line's time. False where it has none. */
  read({ time, clock }: Prefix): boolean {
    if (clock === null) return false;
    this.#hasTime = true;
    if (clock === "relative") this.#now += time;
    else if (clock === "epoch") this.#now = time;
    else {
      if (time < this.#timeOfDay - DAY / 2) this.#days++;
      this.#timeOfDay = time;
      this.#now = time + this.#days * DAY;
    }
    return true;
  }
}
