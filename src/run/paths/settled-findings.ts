import { targetHash } from "../../core/paths/target-hash.js";
import type { PathExchange } from "../../core/records/record.js";
import type { JoinedPath, JoinedPaths } from "./join-paths.js";
import { NumberIndex } from "./number-index.js";

/** An exchange, as findings name it. */
export interface NamedExchange {
  readonly capture: number;
  readonly connection: string;
  readonly exchange: number | null;
}

/** Where bytes of an exchange were lost first, if its own capture alone cannot say it. */
export interface Settled {
  readonly origin: PathExchange;
  /** The way of the loss, from the exchange inwards. */
  readonly hops: readonly PathExchange[];
  /** True if that is in another capture. */
  readonly isElsewhere: boolean;
  /** True if its own finding is only an echo. */
  readonly isEcho: boolean;
}

/** Exchanges whose bytes were lost first at another one: found by numbers, of which there are eight bytes an exchange. */
export class SettledFindings {
  readonly #index: NumberIndex;
  /** The first row of the path of each. */
  readonly #rows: Uint32Array;

  constructor(private readonly joined: JoinedPaths) {
    const keys: number[] = [];
    const rows: number[] = [];
    for (const [row, { exchanges, origin }] of joined.all()) {
      for (const exchange of exchanges.slice(0, origin ?? 0)) {
        keys.push(numberOf(exchange));
        rows.push(row);
      }
    }
    const numbers = Int32Array.from(keys);
    this.#rows = Uint32Array.from(rows);
    this.#index = new NumberIndex(numbers.length, (place) => numbers[place] as number);
  }

  /** Null if the exchange is on no path, or if its bytes were lost there first, or if that is not known. */
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

function settledAt({ exchanges, origin, parts }: JoinedPath, at: number): Settled | null {
  const [own, first] = [exchanges[at], exchanges[origin ?? -1]];
  if (!own || !first || origin === null || at >= origin) return null;
  const isElsewhere = own.capture !== first.capture;
  // the note of a hop that passed it on stands: it names the origin
  return { origin: first, hops: exchanges.slice(at), isElsewhere, isEcho: isElsewhere && isLastOfPart(parts, at) };
}

/** True for the last exchange that a capture shows of a path: there it had its finding, as if bytes had been lost there. */
export function isLastOfPart(parts: readonly number[], at: number): boolean {
  let end = 0;
  return parts.some((count) => {
    end += count;
    return at === end - 1;
  });
}

function isSame(one: NamedExchange, other: NamedExchange): boolean {
  return one.capture === other.capture && one.connection === other.connection && one.exchange === other.exchange;
}

function numberOf({ capture, connection, exchange }: NamedExchange): number {
  return targetHash(`${capture} ${connection} ${exchange}`);
}
