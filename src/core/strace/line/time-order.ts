/** Threads whose last time is kept; after so many of them, all are forgotten. */
const MOST_THREADS = 4096;

/**
 * Detects lines that are not in the order in which strace wrote them: the time of a thread's line is earlier than that of
 * the thread's line before. Other threads do not matter, as their lines may be put in order by another rule.
 */
export class TimeOrder {
  #latest = Number.NEGATIVE_INFINITY;
  #pid: number | null = null;
  #last = Number.NEGATIVE_INFINITY;
  readonly #lastOf = new Map<number | null, number>();

  /** Takes the time of the next line, in seconds that go on at midnight. Returns whether it runs back in its thread. */
  runsBack(pid: number | null, time: number): boolean {
    if (pid !== this.#pid) {
      if (this.#lastOf.size >= MOST_THREADS) this.#lastOf.clear();
      this.#lastOf.set(this.#pid, this.#last);
      this.#pid = pid;
      const isOld = time < this.#latest; // else it cannot be earlier than the thread's own last line
      this.#last = (isOld ? this.#lastOf.get(pid) : undefined) ?? Number.NEGATIVE_INFINITY;
    }
    const isBack = time < this.#last;
    this.#last = time;
    if (time > this.#latest) this.#latest = time;
    return isBack;
  }
}
