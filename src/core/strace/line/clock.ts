import type { ReaderProgress } from "../progress.js";
import type { LineColumns } from "../scanned-line.js";

const DAY = 86_400;

/** Turns the times of a capture into seconds that go on: it adds up those of `-r`, and adds a day to `-t` at midnight. */
export class Clock {
  /** Seconds of the last line that had a time. */
  #now = 0;
  #hasTime = false;
  #days = 0;
  #timeOfDay = 0;
  /** Seconds of the first line that had a time; null before. */
  first: number | null = null;

  /** Seconds of the last line that had a time; null if none had. */
  get now(): number | null {
    return this.#hasTime ? this.#now : null;
  }

  save(to: ReaderProgress): void {
    to.now = this.#now;
    to.hasTime = this.#hasTime;
    to.days = this.#days;
    to.timeOfDay = this.#timeOfDay;
  }

  load({ now, hasTime, days, timeOfDay }: ReaderProgress): void {
    this.#now = now;
    this.#hasTime = hasTime;
    this.#days = days;
    this.#timeOfDay = timeOfDay;
    if (hasTime) this.first ??= now;
  }

  /** Takes note of a line's time. Returns whether the line has one. */
  read({ time, clock }: LineColumns): boolean {
    if (clock === null) return false;
    this.#hasTime = true;
    if (clock === "relative") this.#now += time;
    else if (clock === "epoch") this.#now = time;
    else {
      if (time < this.#timeOfDay - DAY / 2) this.#days++;
      this.#timeOfDay = time;
      this.#now = time + this.#days * DAY;
    }
    this.first ??= this.#now;
    return true;
  }
}
