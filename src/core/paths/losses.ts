import type { Hop } from "./hop.js";
import type { Loss, PathConnection } from "./loss.js";

/** So many losses can still become parts of a longer path. A hop sends what it has to send long before so many others have lost bytes. */
const MOST = 4096;

/** The latest losses of a capture: by their exchanges, and those of servers by the ends of their connections and by their targets. */
export class Losses<C extends PathConnection> {
  readonly #all = new Map<number, Loss<C>>();
  readonly #clientsByEnd = new Map<number, Loss<C>>();
  readonly #serversByEnd = new Map<number, Set<Loss<C>>>();
  readonly #serversByTarget = new Map<number, Set<Loss<C>>>();

  /** @param onForgotten takes a loss that becomes part of no longer path */
  constructor(private readonly onForgotten: (loss: Loss<C>) => void) {}

  add(loss: Loss<C>): void {
    this.#all.set(keyOf(loss.hop), loss);
    if (loss.hop.role === "client") this.#clientsByEnd.set(loss.hop.here, loss);
    if (loss.hop.role === "server") {
      file(this.#serversByEnd, loss.hop.there, loss);
      file(this.#serversByTarget, loss.hop.target, loss);
    }
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
    const byEnd = here !== 0 ? this.#serversByEnd.get(here) : undefined;
    return byEnd ?? this.#serversByTarget.get(target) ?? [];
  }

  /** True if the client at the other end of a server's connection had ended the exchange before: what the server lost then reached nobody. */
  hadLeft({ here, there, target, endLine }: Hop): boolean {
    const client = there === 0 ? undefined : this.#clientsByEnd.get(there);
    if (client === undefined || client.isProven || client.hop.endLine >= endLine) return false;
    return client.hop.target === target && (client.hop.there === 0 || client.hop.there === here);
  }

  /** The capture is over: all are forgotten, the oldest first. */
  finish(): void {
    for (const loss of this.#all.values()) this.#forget(loss);
  }

  #forget(loss: Loss<C>): void {
    this.#all.delete(keyOf(loss.hop));
    if (this.#clientsByEnd.get(loss.hop.here) === loss) this.#clientsByEnd.delete(loss.hop.here);
    unfile(this.#serversByEnd, loss.hop.there, loss);
    unfile(this.#serversByTarget, loss.hop.target, loss);
    this.onForgotten(loss);
  }
}

/** So many exchanges have numbers of their own on each connection. */
const PER_CONNECTION = 2 ** 26;

function keyOf({ connection, index }: Hop): number {
  return connection * PER_CONNECTION + index;
}

function file<V>(map: Map<number, Set<V>>, key: number, value: V): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}

function unfile<V>(map: Map<number, Set<V>>, key: number, value: V): void {
  const filed = map.get(key);
  if (filed?.delete(value) && filed.size === 0) map.delete(key);
}
