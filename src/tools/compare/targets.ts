import type { Request } from "../../core/protocols/exchange.js";
import { SideTally } from "./tally.js";

export type SideName = "before" | "after";

/** What responses are counted under: who asked for what, as the request line says it. */
export interface TargetKey {
  /** Which side of the traced program's sockets it was seen from. */
  readonly role: "server" | "client";
  /** Both null where the request was not captured. */
  readonly method: string | null;
  readonly target: string | null;
}

/** The responses of a target, on each side where there were any; `target` null stands for all that got no row of their own. */
export interface TargetRow {
  readonly target: TargetKey | null;
  readonly before: SideTally | null;
  readonly after: SideTally | null;
}

type Tallies = Partial<Record<SideName, SideTally>>;

/** The tallies of each target on both sides. The first ones that appear have their own; all others share one. */
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

  /** Null where every target has a row. */
  get others(): TargetRow | null {
    const { before, after } = this.#others;
    return before || after ? rowOf(null, this.#others) : null;
  }
}

function rowOf(target: TargetKey | null, { before, after }: Tallies): TargetRow {
  return { target, before: before ?? null, after: after ?? null };
}

/** Read back from the key: a request's own strings are slices, which would keep the whole head in memory. */
function targetOf(key: string): TargetKey {
  const [role, method = null, ...target] = key.split(" ");
  return {
    role: role === "client" ? "client" : "server",
    method,
    target: method === null ? null : target.join(" "),
  };
}
