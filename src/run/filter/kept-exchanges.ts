import type { IndexRanges } from "./index-ranges.js";

/** What is known of a connection: a byte for each. */
const UNKNOWN = 0;
const NONE = 1;
const ALL = 2;
const SOME = 3;
const FIRST_SIZE = 1024;

/** The exchanges of one capture that a filter keeps. Findings and paths ask for them after their connections were reported. */
export class KeptExchanges {
  /** By the number in the id of the connection. */
  #states = new Uint8Array(FIRST_SIZE);
  readonly #some = new Map<number, IndexRanges>();

  /** A connection is over: `isAll` if no exchange of it was left out. */
  add(connection: string, kept: IndexRanges, isAll: boolean): void {
    const number = numberOf(connection);
    if (number >= this.#states.length) this.#grow(number);
    this.#states[number] = kept.isEmpty ? NONE : isAll ? ALL : SOME;
    if (!kept.isEmpty && !isAll) this.#some.set(number, kept);
  }

  isOver(connection: string): boolean {
    return (this.#states[numberOf(connection)] ?? UNKNOWN) !== UNKNOWN;
  }

  has(connection: string, exchange: number): boolean {
    const number = numberOf(connection);
    const state = this.#states[number] ?? UNKNOWN;
    return state === ALL || (state === SOME && this.#some.get(number)?.has(exchange) === true);
  }

  #grow(number: number): void {
    const grown = new Uint8Array(Math.max(number + 1, 2 * this.#states.length));
    grown.set(this.#states);
    this.#states = grown;
  }
}

/** `c12` is 12. */
function numberOf(connection: string): number {
  return Number(connection.slice(1));
}
