import type { Hop } from "./hop.js";
import { HopRing } from "./hop-ring.js";
import type { Loss, PathConnection } from "./loss.js";
import { evidenceOfEnds } from "./two-ends.js";

/** So many losses can still become parts of a longer path. A hop sends what it has to send long before so many others have lost bytes. */
const MOST = 4096;

/** A loss whose hop is kept as numbers until somebody asks for it: of nearly all that prove nothing, nobody does. */
type Kept<C extends PathConnection> = Omit<Loss<C>, "hop"> & { hop: Hop | null };

/** What is known of an exchange of a server that proves nothing, and at which nothing that came short ends yet. */
export type UnprovenLoss<C extends PathConnection> = Pick<Loss<C>, "connection" | "exchange" | "cause">;

/** The latest losses of a capture: by their exchanges, and those of servers by the ends of their connections and by their targets. */
export class Losses<C extends PathConnection> {
  /** Each in its place: what comes after the last place takes that of the oldest. */
  readonly #kept: Kept<C>[] = [];
  readonly #unread = new HopRing();
  /** How many came so far. */
  #count = 0;
  /** The places, by the exchanges. */
  readonly #places = new Map<number, number>();
  /** The clients' ends of the connections of servers, and the targets, by the places. */
  readonly #ends = new Int32Array(MOST);
  readonly #targets = new Int32Array(MOST);
  readonly #clientsByEnd = new Map<number, Loss<C>>();
  /** Those of clients that ended their exchanges by themselves, as far as is known. */
  readonly #leaversByTarget = new Map<number, Set<Loss<C>>>();

  /**
   * @param onForgotten takes a loss that becomes part of no longer path
   * @param reportsUnread whether it takes those, too, that were added as unproven, and never asked for
   */
  constructor(
    private readonly onForgotten: (loss: Loss<C>) => void,
    private readonly reportsUnread: boolean,
  ) {}

  add(loss: Loss<C>): void {
    const { hop } = loss;
    const place = this.#freePlace();
    this.#put(place, loss, keyOf(hop.connection, hop.index), hop);
    if (hop.role === "client") {
      this.#clientsByEnd.set(hop.here, loss);
      if (hasLeft(loss)) file(this.#leaversByTarget, hop.target, loss);
    }
  }

  /** @param hop as the engine lays it out */
  addUnproven(hop: Float64Array, { connection, exchange, cause }: UnprovenLoss<C>): void {
    const place = this.#freePlace();
    this.#unread.put(place, hop);
    const { hops } = this.#unread;
    const ends = { there: hops.thereAt(place), target: hops.targetAt(place) };
    const isLate = this.#clientsByEnd.has(ends.there) && this.hadLeft(hops.at(place));
    const loss: Kept<C> = {
      hop: null,
      connection,
      exchange,
      cause,
      isProven: false,
      sawEnd: false,
      part: "origin",
      inner: null,
      hasOuter: false,
      asked: null,
      undecided: null,
      isLate,
    };
    this.#put(place, loss, keyOf(hops.connectionAt(place), hops.indexAt(place)), ends);
  }

  of({ connection, index }: Hop): Loss<C> | null {
    const place = this.#places.get(keyOf(connection, index));
    return place === undefined ? null : this.#read(place);
  }

  /** Those of servers that may be at the other end of a client's connection: by its addresses or, if they are not known, by the target. */
  atOtherEndOf({ here, target }: Hop): readonly Loss<C>[] {
    const byEnd = here === 0 ? [] : this.#serversWith(this.#ends, here);
    return byEnd.length > 0 ? byEnd : this.#serversWith(this.#targets, target);
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
    const count = this.#kept.length;
    for (let at = 0; at < count; at++) this.#forget((this.#count + at) % count);
  }

  /** The place for the next loss. If all are taken, it is that of the oldest one, which is forgotten. */
  #freePlace(): number {
    const place = this.#count++ % MOST;
    if (place < this.#kept.length) this.#forget(place);
    return place;
  }

  #put(place: number, loss: Kept<C>, key: number, { there, target }: Pick<Hop, "there" | "target">): void {
    this.#kept[place] = loss;
    this.#places.set(key, place);
    this.#ends[place] = there;
    this.#targets[place] = target;
  }

  #read(place: number): Loss<C> {
    const loss = this.#kept[place] as Kept<C>;
    loss.hop ??= this.#unread.hops.at(place);
    return loss as Loss<C>;
  }

  #serversWith(numbers: Int32Array, number: number): Loss<C>[] {
    const found: Loss<C>[] = [];
    for (let at = numbers.indexOf(number); at >= 0 && at < this.#kept.length; at = numbers.indexOf(number, at + 1)) {
      const loss = this.#read(at);
      if (loss.hop.role === "server") found.push(loss);
    }
    return found;
  }

  #forget(place: number): void {
    const { hop } = this.#kept[place] as Kept<C>;
    const { hops } = this.#unread;
    this.#places.delete(hop ? keyOf(hop.connection, hop.index) : keyOf(hops.connectionAt(place), hops.indexAt(place)));
    if (hop === null && !this.reportsUnread) return;
    const loss = this.#read(place);
    if (this.#clientsByEnd.get(loss.hop.here) === loss) this.#clientsByEnd.delete(loss.hop.here);
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

function keyOf(connection: number, index: number): number {
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
