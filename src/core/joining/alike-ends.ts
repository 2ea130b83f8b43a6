import { NumberIndex } from "./number-index.js";
import type { RowEnd } from "./path-rows.js";

/** So many alike ones are looked through. Of more, one is taken to be meant: then nothing is said for certain. */
const MOST_ALIKE = 256;

type Side = "server" | "client";

/**
 * Rows of one side of connections, by their server's address and their target: one of them may be at the other end of an exchange, though no
 * address of the client proves it.
 */
export class AlikeEnds {
  readonly #indexes = new Map<string, NumberIndex>();

  constructor(
    private readonly count: number,
    private readonly side: Side,
    private readonly endOf: (row: number) => RowEnd | null,
  ) {}

  /** True if a row may be at the other end of an exchange of the other side, and is wanted. */
  some(other: RowEnd, isWanted: (row: number, end: RowEnd) => boolean): boolean {
    const [server, client] = this.side === "server" ? [other.there, other.here] : [other.here, other.there];
    if (server === 0) return false;
    const found = this.#alike(server, other.target, client !== 0);
    return (
      found.length > MOST_ALIKE ||
      found.some((row) => {
        const end = this.endOf(row) as RowEnd;
        return mayBeTwoEnds(end, other) && isWanted(row, end);
      })
    );
  }

  /** @param isClientKnown then a row whose client is known as well is the one of that connection, or of another: it is not alike */
  #alike(server: number, target: number, isClientKnown: boolean): readonly number[] {
    if (target === 0) return this.#index("server", isClientKnown).of(server, MOST_ALIKE + 1);
    const index = this.#index("target", isClientKnown);
    return [target, 0].flatMap((each) => index.of(pairOf(server, each), MOST_ALIKE + 1));
  }

  #index(by: "server" | "target", isClientKnown: boolean): NumberIndex {
    const name = `${by} ${isClientKnown}`;
    const made = this.#indexes.get(name) ?? new NumberIndex(this.count, (row) => this.#key(row, by, isClientKnown));
    this.#indexes.set(name, made);
    return made;
  }

  /** 0 for a row that is not in the index. */
  #key(row: number, by: "server" | "target", isClientKnown: boolean): number {
    const end = this.endOf(row);
    if (end === null) return 0;
    const [server, client] = this.side === "server" ? [end.here, end.there] : [end.there, end.here];
    if (server === 0 || (isClientKnown && client !== 0)) return 0;
    return by === "server" ? server : pairOf(server, end.target);
  }
}

/** One number for two. Others may have the same: who finds it compares the two. */
function pairOf(server: number, target: number): number {
  return Math.imul(server, 0x01000193) ^ target || 1;
}

/** True if neither the addresses nor the messages say that two exchanges are not the same, seen from the two ends of a connection. */
function mayBeTwoEnds(one: RowEnd, other: RowEnd): boolean {
  return (
    one.capture !== other.capture &&
    mayBe(one.here, other.there) &&
    mayBe(one.there, other.here) &&
    mayBe(one.target, other.target) &&
    (one.declaredBytes ?? other.declaredBytes) === (other.declaredBytes ?? one.declaredBytes)
  );
}

/** True if two numbers are the same, as far as both are known. */
function mayBe(one: number, other: number): boolean {
  return one === 0 || other === 0 || one === other;
}
