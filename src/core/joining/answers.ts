import { NumberIndex } from "./number-index.js";
import type { PathRows, RowEnd } from "./path-rows.js";

/** Paths of several captures, by the exchanges that their first hops answered. */
export class Answers {
  readonly #byClient: NumberIndex;
  readonly #byTarget: NumberIndex;

  constructor(private readonly rows: PathRows) {
    this.#byClient = new NumberIndex(rows.count, (row) => rows.answered(row)?.there ?? 0);
    this.#byTarget = new NumberIndex(rows.count, (row) => rows.answered(row)?.target ?? 0);
  }

  /** The path that goes on where another one asked; null if none does, or if as much speaks for one as for another. */
  to(question: RowEnd): number | null {
    const sure = this.onConnectionOf(question);
    if (sure.length > 0) return this.#nearest(question, sure);
    const alike = question.target === 0 ? [] : this.#of(this.#byTarget, question.target, question);
    return this.#only(alike.filter((row) => this.#isLike(question, row)));
  }

  /** The paths that begin at the other end of the connection on which another one asked: its client's end is that of no other connection. */
  onConnectionOf(question: RowEnd): readonly number[] {
    const client = question.here;
    if (client === 0) return [];
    return this.#of(this.#byClient, client, question).filter((row) => this.#isTargetOf(question, row));
  }

  #of(index: NumberIndex, key: number, { capture, there }: RowEnd): number[] {
    return index.of(key).filter((row) => {
      const first = this.#first(row);
      const areTwoEnds = there === 0 || first.here === 0 || there === first.here;
      return first.capture !== capture && areTwoEnds;
    });
  }

  #isTargetOf({ target }: RowEnd, row: number): boolean {
    const first = this.#first(row);
    return target === 0 || first.target === 0 || target === first.target;
  }

  /** Without addresses, the target and the length have to be the same, and no more bytes may have come than were sent. */
  #isLike({ declaredBytes, acceptedBytes, here }: RowEnd, row: number): boolean {
    const first = this.#first(row);
    if (!this.rows.isProven(row) || (here !== 0 && first.there !== 0)) return false;
    return (
      declaredBytes === first.declaredBytes && (acceptedBytes ?? 0) <= (first.acceptedBytes ?? Number.POSITIVE_INFINITY)
    );
  }

  /** Ports are used again: of several paths the one that ended at nearly the same time is meant. The same capture may be there twice. */
  #nearest({ time }: RowEnd, found: readonly number[]): number | null {
    const only = this.#only(found);
    if (only !== null) return only;
    const distance = (row: number): number => {
      const ended = this.#first(row).time;
      return time === null || ended === null ? Number.POSITIVE_INFINITY : Math.abs(time - ended);
    };
    const [best, next] = [...found].sort((one, other) => distance(one) - distance(other));
    if (best === undefined || next === undefined) return null;
    return distance(best) < distance(next) || this.#isSame(best, next) ? best : null;
  }

  /** The one exchange that was found, perhaps in two captures; null if there are several. */
  #only(found: readonly number[]): number | null {
    const [only] = found;
    return only !== undefined && found.every((row) => this.#isSame(row, only)) ? only : null;
  }

  /** True for two captures of one exchange. */
  #isSame(one: number, other: number): boolean {
    const [first, second] = [this.#first(one), this.#first(other)];
    const areSameEnds = first.here === second.here && first.there === second.there;
    return this.rows.lineOf(one) === this.rows.lineOf(other) && first.time === second.time && areSameEnds;
  }

  /** Only paths that answer are in an index. */
  #first(row: number): RowEnd {
    return this.rows.answered(row) as RowEnd;
  }
}
