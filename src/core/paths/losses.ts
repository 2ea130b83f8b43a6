import type { Hop } from "./hop.js";
import type { Loss, PathConnection } from "./loss.js";

/** So many losses can still become parts of a longer path. A hop sends what it has to send long before so many others have lost bytes. */
const MOST = 4096;

/** The latest losses of a capture: by their exchanges, and those of servers by the ends of their connections and by their targets. */
export class Losses<C extends PathConnection> {
  readonly #all = new Map<string, Loss<C>>();
  readonly #servers = new Map<string, Set<Loss<C>>>();

  /** @param onForgotten takes a loss that becomes part of no longer path */
  constructor(private readonly onForgotten: (loss: Loss<C>) => void) {}

  add(loss: Loss<C>): void {
    this.#all.set(keyOf(loss.hop), loss);
    if (loss.hop.role === "server") for (const key of keysOf(loss.hop)) this.#file(key, loss);
    if (this.#all.size <= MOST) return;
    const [oldest] = this.#all.values();
    if (oldest) this.#forget(oldest);
  }

  of(hop: Hop): Loss<C> | null {
    return this.#all.get(keyOf(hop)) ?? null;
  }

  /** Those of servers that may be at the other end of a client's connection: by its addresses or, if they are not known, by the target. */
  atOtherEndOf(client: Hop): Iterable<Loss<C>> {
    const { here, target } = client;
    const byEnd = here !== 0 ? this.#servers.get(endKey(here)) : undefined;
    return byEnd ?? this.#servers.get(targetKey(target)) ?? [];
  }

  /** The capture is over: all are forgotten, the oldest first. */
  finish(): void {
    for (const loss of this.#all.values()) this.#forget(loss);
  }

  #file(key: string, loss: Loss<C>): void {
    const known = this.#servers.get(key);
    if (known) known.add(loss);
    else this.#servers.set(key, new Set([loss]));
  }

  #forget(loss: Loss<C>): void {
    this.#all.delete(keyOf(loss.hop));
    for (const key of keysOf(loss.hop)) {
      const filed = this.#servers.get(key);
      if (filed?.delete(loss) && filed.size === 0) this.#servers.delete(key);
    }
    this.onForgotten(loss);
  }
}

function keyOf({ connection, index }: Hop): string {
  return `${connection}.${index}`;
}

function keysOf({ there, target }: Hop): string[] {
  return [endKey(there), targetKey(target)];
}

function endKey(clientEnd: number): string {
  return `at ${clientEnd}`;
}

function targetKey(target: number): string {
  return `for ${target}`;
}
