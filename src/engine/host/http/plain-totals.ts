import type { PlainCounts, ServerCounts } from "../../../core/analysis/plain.js";
import type { EngineExports } from "../load.js";
import type { EngineNumbers } from "./engine-numbers.js";

/** Where the fields stand (src/engine/assembly/connections/plain-counts.ts), in units of four bytes; of a size in units of eight. */
const RESPONSES = 0;
const SIZES = 1;
const STATUSES = 2;
const SERVERS = 3;
const DECLARED = 0;
const DELIVERED = 1;
const OF_SIZE = 2;
const SIZE_FIELDS = 3;

/** The same limits as there. */
const MOST_STATUSES = 1000;
const BITS_OF_SIZE = 32;

/** The counts of plain exchanges that the engine keeps. */
export class PlainTotals {
  readonly #at: number;
  /** The servers that it counts for: it knows each by its number. */
  readonly #servers: ServerCounts[] = [];
  readonly #numbers = new Map<ServerCounts, number>();

  constructor(
    private readonly engine: EngineExports,
    private readonly numbers: EngineNumbers,
  ) {
    this.#at = engine.plainCounts();
  }

  /** The number of a server. */
  numberOf(server: ServerCounts): number {
    const known = this.#numbers.get(server);
    if (known !== undefined) return known;
    this.#numbers.set(server, this.#servers.length);
    return this.#servers.push(server) - 1;
  }

  /** The counts so far, which begin anew; null if there are none. */
  take(): PlainCounts | null {
    const responses = this.#integer(RESPONSES);
    if (responses === 0) return null;
    const counts = { responses, servers: this.#ofServers(), statuses: this.#ofStatuses(), bodySizes: this.#ofSizes() };
    this.engine.forgetPlainCounts();
    return counts;
  }

  #ofServers(): PlainCounts["servers"] {
    const at = this.#integer(SERVERS);
    return this.#servers.map((server, number) => [server, this.numbers.integer(at, number)] as const);
  }

  #ofStatuses(): PlainCounts["statuses"] {
    const at = this.#integer(STATUSES);
    const counts: [number | null, number][] = [];
    for (let index = 0; index <= MOST_STATUSES; index++) {
      const responses = this.numbers.integer(at, index);
      if (responses > 0) counts.push([index === 0 ? null : index - 1, responses]);
    }
    return counts;
  }

  #ofSizes(): PlainCounts["bodySizes"] {
    const at = this.#integer(SIZES);
    return Array.from({ length: BITS_OF_SIZE + 1 }, (_, bits) => {
      const field = (of: number): number => this.numbers.float(at, bits * SIZE_FIELDS + of);
      return {
        fromBytes: bits === 0 ? 0 : 2 ** (bits - 1),
        responses: field(OF_SIZE),
        truncated: 0,
        declaredBytes: field(DECLARED),
        deliveredBytes: field(DELIVERED),
      };
    }).filter(({ responses }) => responses > 0);
  }

  #integer(index: number): number {
    return this.numbers.integer(this.#at, index);
  }
}
