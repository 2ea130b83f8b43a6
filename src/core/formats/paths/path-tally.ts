import type { PathExchange, PathRecord } from "../../records/record.js";

/** So many servers are counted by themselves. */
const MOST = 1000;
/** So many pids of a server are kept. */
const MOST_PIDS = 64;

type Undecided = NonNullable<PathRecord["undecided"]>;

/** A server on paths: every process that answers on one address. */
export interface PathServer {
  /** Null if no capture shows it: then each process is a server of its own. */
  readonly address: string | null;
  /** The first pids that were seen; there may be more. */
  readonly pids: ReadonlySet<number>;
}

/** The losses that begin at one server. */
export interface PathOrigin extends PathServer {
  /** True if only its client was captured: bytes were lost there, or on the way from there. */
  readonly isSeenByClient: boolean;
  readonly losses: number;
  /** Those of them that another hop passed on, and those that one hid from its client. */
  readonly passedOn: number;
  readonly hidden: number;
}

/** A server that received short responses, and how often it passed one on, or hid it. */
export interface PathHop extends PathServer {
  readonly passedOn: number;
  readonly hidden: number;
}

type Counted<T extends PathServer> = { -readonly [K in keyof Omit<T, "pids">]: T[K] } & { pids: Set<number> };

/** Counts where the losses of many requests begin. Its memory does not grow with their number. */
export class PathTally {
  /** Paths on which bytes are proven to be lost. */
  losses = 0;
  /** Those of them with more than one exchange. */
  linked = 0;
  /** Losses that begin at servers which have no count of their own. */
  elsewhere = 0;
  readonly undecided = new Map<Undecided, number>();
  readonly #origins = new Map<string, Counted<PathOrigin>>();
  readonly #hops = new Map<string, Counted<PathHop>>();

  take({ exchanges, origin, undecided, isProven }: PathRecord): void {
    if (!isProven) return;
    this.losses++;
    if (exchanges.length > 1) this.linked++;
    if (undecided !== null) this.undecided.set(undecided, (this.undecided.get(undecided) ?? 0) + 1);
    for (const exchange of exchanges) this.#countHop(exchange);
    const first = origin === null ? undefined : exchanges[origin];
    if (first) this.#countOrigin(first, exchanges);
  }

  /** The one at which most losses begin comes first. */
  get origins(): readonly PathOrigin[] {
    return [...this.#origins.values()].sort((one, other) => other.losses - one.losses);
  }

  /** The one that met most short responses comes first. */
  get hops(): readonly PathHop[] {
    const met = ({ passedOn, hidden }: PathHop): number => passedOn + hidden;
    return [...this.#hops.values()].sort((one, other) => met(other) - met(one));
  }

  #countOrigin(first: PathExchange, exchanges: readonly PathExchange[]): void {
    const isSeenByClient = first.role === "client";
    const { address } = first;
    const fresh = { address, pids: new Set<number>(), isSeenByClient, losses: 0, passedOn: 0, hidden: 0 };
    const found = counted(this.#origins, first, fresh);
    if (!found) {
      this.elsewhere++;
      return;
    }
    found.losses++;
    const parts = exchanges.map(({ part }) => part);
    if (parts.includes("hidden")) found.hidden++;
    else if (parts.includes("passed-on")) found.passedOn++;
  }

  #countHop(exchange: PathExchange): void {
    const { part, address } = exchange;
    if (part !== "passed-on" && part !== "hidden") return;
    const found = counted(this.#hops, exchange, { address, pids: new Set<number>(), passedOn: 0, hidden: 0 });
    if (!found) return;
    if (part === "hidden") found.hidden++;
    else found.passedOn++;
  }
}

/** The count that an exchange belongs to; null if there are too many. */
function counted<T extends PathServer>(
  all: Map<string, Counted<T>>,
  exchange: PathExchange,
  fresh: Counted<T>,
): Counted<T> | null {
  const { address, process, role } = exchange;
  const key = JSON.stringify([role === "client", address, address === null ? process : null]);
  const found = all.get(key) ?? (all.size < MOST ? fresh : null);
  if (!found) return null;
  all.set(key, found);
  if (process !== null && found.pids.size < MOST_PIDS) found.pids.add(process);
  return found;
}
