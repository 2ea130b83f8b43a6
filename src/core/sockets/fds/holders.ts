import type { Marks } from "../later/marks.js";
import type { SocketHome } from "../socket-facts.js";

/** What sockets are in: an fd table, or a part of the fds that several tables share. */
export interface Holder {
  /** What lines said of all sockets in it. */
  readonly marks: Marks | null;
  /** What it is in itself; null for a table. */
  readonly holders: Holders | null;
  /** The last table that got all of it by a fork. */
  readonly inherited: Inherited | null;
  /** The numbers under which it has a socket; none if it has only parts that have. */
  fdsOf?(socket: object): number[];
}

/** A table that got fds from a forking process, and when: by the count of marks. */
export interface Inherited {
  readonly by: SocketHome;
  readonly number: number;
}

/** What something is in, and how many times. Usually it is in one. */
export class Holders implements Iterable<Holder> {
  /** How many times it is in any. */
  count = 0;
  #one: Holder | null = null;
  #several: Map<Holder, number> | null = null;

  add(holder: Holder): void {
    if (this.count === 0) this.#one = holder;
    else if (this.#several) this.#several.set(holder, (this.#several.get(holder) ?? 0) + 1);
    else if (this.#one !== holder && this.#one) {
      this.#several = new Map([
        [this.#one, this.count],
        [holder, 1],
      ]);
    }
    this.count++;
  }

  remove(holder: Holder): void {
    this.count--;
    if (!this.#several) return;
    const times = (this.#several.get(holder) ?? 0) - 1;
    if (times > 0) this.#several.set(holder, times);
    else this.#several.delete(holder);
    if (this.#several.size > 1) return;
    [this.#one = null] = this.#several.keys();
    this.#several = null;
  }

  /** Each once. */
  [Symbol.iterator](): Iterator<Holder> {
    if (this.#several) return this.#several.keys();
    return (this.count > 0 && this.#one ? [this.#one] : NONE)[Symbol.iterator]();
  }
}

const NONE: readonly Holder[] = [];
