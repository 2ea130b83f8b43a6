import type { Hop } from "./hop.js";
import type { Loss, PathConnection } from "./loss.js";
import { evidenceOfEnds } from "./two-ends.js";

/** So many losses can still become parts of a longer path. A hop sends what it has to send long before so many others have lost bytes. */
const MOST = 4096;

/** The latest losses of a capture: by their exchanges, and those of servers by the ends of their connections and by their targets. */
export class Losses<C extends PathConnection> {
  readonly #all = new Map<number, Loss<C>>();
  readonly #clientsByEnd = new Map<number, Loss<C>>();
  readonly #serversByEnd = new Map<number, Set<Loss<C>>>();
  readonly #serversByTarget = new Map<number, Set<Loss<C>>>();
  /** Those of clients that ended their exchanges by themselves, as far as is known. */
  readonly #leaversByTarget = new Map<number, Set<Loss<C>>>();

  /** @param onForgotten takes a loss that becomes part of no longer path */
  constructor(private readonly onForgotten: (loss: Loss<C>) => void) {}

  add(loss: Loss<C>): void {
    this.#all.set(keyOf(loss.hop), loss);
    if (loss.hop.role === "client") {
      this.#clientsByEnd.set(loss.hop.here, loss);
      if (hasLeft(loss)) file(this.#leaversByTarget, loss.hop.target, loss);
    }
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

  /** True if the client of a server's exchange had ended it before the server did: nobody waited for the bytes that the server lost then. */
  hadLeft({ here, there, target, endLine }: Hop): boolean {
    const client = there === 0 ? undefined : this.#clientsByEnd.get(there);
    if (client === undefined || client.isProven || client.hop.endLine >= endLine) return false;
    return client.hop.target === target && (client.hop.there === 0 || client.hop.there === here);
  }

  /** True if that may be so: a client had left by then that may be the one of this connection, whose client's end is not known. */
  mayHaveLeft(server: Hop): boolean {
    if (this.#clientsByEnd.has(server.there) && server.there !== 0) return false;
    for (const leaver of this.#leaversByTarget.get(server.target) ?? []) {
      if (hasLeft(leaver) && leaver.hop.endLine < server.endLine && evidenceOfEnds(server, leaver.hop) > 0) return true;
    }
    return false;
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
    unfile(this.#leaversByTarget, loss.hop.target, loss);
    this.onForgotten(loss);
  }
}

/** True if nothing shows that the other side ended the exchange of a client first. */
function hasLeft<C extends PathConnection>({ isProven, sawEnd, inner }: Loss<C>): boolean {
  return !isProven && !sawEnd && inner === null;
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
