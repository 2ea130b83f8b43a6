import type { Request } from "../../core/protocols/exchange.js";
import { SideTally } from "./tally.js";

export type SideName = "before" | "after";

/** Responses with the same key are counted together: same request line, same side of the socket. */
export interface TargetKey {
  /** Whether the traced program was the server or the client of the connection. */
  readonly role: "server" | "client";
  /** From the request line; both null if the request was not captured. */
  readonly method: string | null;
  readonly target: string | null;
}

/** The responses for one target on each side; null if a side has none. `target` is null for all that share a row. */
export interface TargetRow {
  readonly target: TargetKey | null;
  readonly before: SideTally | null;
  readonly after: SideTally | null;
}

type Tallies = Partial<Record<SideName, SideTally>>;

/** Counts each target on both sides. The first targets that appear have their own tallies; all others share one. */
export class TargetTallies {
  readonly #tallies = new Map<string, Tallies>();
  readonly #others: Tallies = {};

  constructor(private readonly most: number) {}

  of(side: SideName, role: TargetKey["role"], request: Request | null): SideTally {
    const key = request ? `${role} ${request.method} ${request.target}` : role;
    const known = this.#tallies.get(key);
    const tallies = known ?? (this.#tallies.size < this.most ? {} : this.#others);
    if (!known && tallies !== this.#others) this.#tallies.set(key, tallies);
    tallies[side] ??= new SideTally();
    return tallies[side];
  }

  get rows(): TargetRow[] {
    return [...this.#tallies].map(([key, tallies]) => rowOf(targetOf(key), tallies));
  }

  /** Null if every target has a row. */
  get others(): TargetRow | null {
    const { before, after } = this.#others;
    return before || after ? rowOf(null, this.#others) : null;
  }
}

function rowOf(target: TargetKey | null, { before, after }: Tallies): TargetRow {
  return { target, before: before ?? null, after: after ?? null };
}

/** Reads the target back from the key. The request's strings are slices, which would keep its whole head in memory. */
function targetOf(key: string): TargetKey {
  const [role, method = null, ...target] = key.split(" ");
  return {
    role: role === "client" ? "client" : "server",
    method,
    target: method === null ? null : target.join(" "),
  };
}
