import { targetHash } from "../paths/target-hash.js";
import type { PathExchange } from "../records/record.js";
import { isNewEcho } from "./capture-echoes.js";
import { isEchoAt, type JoinedPath, type JoinedPaths } from "./join-paths.js";
import { NumberIndex } from "./number-index.js";

/** An exchange, as findings name it. */
export interface NamedExchange {
  readonly capture: number;
  readonly connection: string;
  readonly exchange: number | null;
}

/** Where bytes of an exchange were lost first, if its own capture alone cannot say it. */
export interface Settled {
  /** Null if it is not known at which of the hops that was. */
  readonly origin: PathExchange | null;
  /** The way of the loss, from the exchange inwards. */
  readonly hops: readonly PathExchange[];
  /** True if that is in another capture. */
  readonly isElsewhere: boolean;
  /** True if its own finding is only an echo. */
  readonly isEcho: boolean;
  /** True if its own capture counts it as a loss, which it is not. */
  readonly isNewEcho: boolean;
}

/** Exchanges whose bytes were lost first at another one: found by numbers, of which there are eight bytes an exchange. */
export class SettledFindings {
  readonly #index: NumberIndex;
  /** The first row of the path of each. */
  readonly #rows: Uint32Array;

  constructor(private readonly joined: JoinedPaths) {
    const keys: number[] = [];
    const rows: number[] = [];
    for (const [row, { exchanges }] of joined.all()) {
      for (const exchange of exchanges.slice(0, -1)) {
        keys.push(numberOf(exchange));
        rows.push(row);
      }
    }
    const numbers = Int32Array.from(keys);
    this.#rows = Uint32Array.from(rows);
    this.#index = new NumberIndex(numbers.length, (place) => numbers[place] as number);
  }

  /** Null if the exchange is on no path, or if its bytes were lost there first. */
  of(named: NamedExchange): Settled | null {
    for (const place of this.#index.of(numberOf(named))) {
      const path = this.joined.from(this.#rows[place] as number);
      const at = path.exchanges.findIndex((each) => isSame(each, named)); // two may have the same number
      const settled = at < 0 ? null : settledAt(path, at);
      if (settled) return settled;
    }
    return null;
  }
}

function settledAt(path: JoinedPath, at: number): Settled | null {
  const { exchanges, origin } = path;
  const own = exchanges[at];
  if (!own || at >= exchanges.length - 1) return null;
  const first = exchanges[origin ?? -1] ?? null;
  const isElsewhere = first !== null && own.capture !== first.capture;
  const isEcho = isElsewhere && isEchoAt(path, at); // the note of a hop that passed it on stands: it names the origin
  return { origin: first, hops: exchanges.slice(at), isElsewhere, isEcho, isNewEcho: isNewEcho(path, at) };
}

function isSame(one: NamedExchange, other: NamedExchange): boolean {
  return one.capture === other.capture && one.connection === other.connection && one.exchange === other.exchange;
}

function numberOf({ capture, connection, exchange }: NamedExchange): number {
  return targetHash(`${capture} ${connection} ${exchange}`);
}
