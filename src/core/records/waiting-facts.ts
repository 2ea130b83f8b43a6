import { BETWEEN_FACTS } from "./exchange-run.js";

/** The facts of exchanges that wait until their connection is over, by its id. */
export interface WaitingFacts {
  add(connection: string, facts: string): void;
  /** Those of a connection, in the order in which they were added, several at a time with `BETWEEN_FACTS` between them. They are gone afterwards. */
  takeJoined(connection: string): Iterable<string>;
}

/** Facts are put together up to so many characters: what takes them writes them at once. */
const PIECE = 65_536;

/** Keeps them in memory: for a place that has no files. */
export class FactsInMemory implements WaitingFacts {
  readonly #pieces = new Map<string, string[]>();

  add(connection: string, facts: string): void {
    const pieces = this.#pieces.get(connection);
    const last = pieces?.at(-1);
    if (!pieces || last === undefined) this.#pieces.set(connection, [facts]);
    else if (last.length > PIECE) pieces.push(facts);
    else pieces[pieces.length - 1] = last + BETWEEN_FACTS + facts;
  }

  takeJoined(connection: string): readonly string[] {
    const pieces = this.#pieces.get(connection) ?? [];
    this.#pieces.delete(connection);
    return pieces;
  }
}
