import type { Exchange, ExchangeCalls } from "../protocols/exchange.js";
import type { Hop } from "./hop.js";
import { HopRing } from "./hop-ring.js";
import type { HopWindow } from "./hop-window.js";
import { LatestNumbers } from "./latest-numbers.js";
import type { Loss, PathConnection } from "./loss.js";
import { evidenceOfEnds } from "./two-ends.js";

/**
 * So many losses can still become parts of a longer path, a power of two. A hop sends what it has to send long before so many others have lost
 * bytes.
 */
const MOST = 4096;
/**
 * So many losses later, one that proves nothing is forgotten, unless a search has found it; only if one capture is read. The two ends of a
 * connection end close together. In a capture that shows no head whole, nearly every response is such a loss.
 */
const MOST_UNREAD = 1024;

/** What is kept of a loss whose hop is kept as numbers until somebody asks for it: of nearly all that prove nothing, nobody does. */
type Unread<C extends PathConnection> = UnprovenLoss<C> & { readonly hop: null; readonly isLate: boolean };

/** What is known of an exchange of a server that proves nothing, and whose program has received nothing that came short. */
export type UnprovenLoss<C extends PathConnection> = Pick<
  Loss<C>,
  "connection" | "cause" | "isAlone" | "isUnharmed"
> & {
  readonly exchange: Exchange;
};

/** The latest losses of a capture: by their exchanges, and those of servers by the ends of their connections and by their targets. */
export class Losses<C extends PathConnection> {
  /** How many came so far. */
  #count = 0;
  /** Each in its place, its count modulo MOST: what comes after the last place takes that of the oldest. */
  readonly #kept: (Loss<C> | Unread<C> | null)[] = [];
  readonly #unread = new HopRing();
  /** Those of which the hop is known, by their exchanges. */
  readonly #read = new Map<number, Loss<C>>();
  /** Those of servers that were added without, by their exchanges. */
  readonly #byExchange = new LatestNumbers(MOST);
  /** Those of servers by the clients' ends of their connections, and by their targets. */
  readonly #serversByEnd = new LatestNumbers(MOST);
  readonly #serversByTarget = new LatestNumbers(MOST);
  readonly #clientsByEnd = new Map<number, Loss<C>>();
  /** Those of clients that ended their exchanges by themselves, as far as is known. */
  readonly #leaversByTarget = new Map<number, Set<Loss<C>>>();

  /**
   * @param onForgotten takes a loss that becomes part of no longer path
   * @param reportsUnread whether it takes those, too, that were added as unproven, and never asked for; without, their calls are not kept
   */
  constructor(
    private readonly onForgotten: (loss: Loss<C>) => void,
    private readonly reportsUnread: boolean,
  ) {}

  add(loss: Loss<C>): void {
    const { hop } = loss;
    this.#kept[this.#freePlace()] = loss;
    this.#read.set(keyOf(hop), loss);
    if (hop.role === "client") {
      this.#clientsByEnd.set(hop.here, loss);
      if (hasLeft(loss)) file(this.#leaversByTarget, hop.target, loss);
    }
    if (hop.role === "server") {
      this.#serversByEnd.add(this.#count, hop.there);
      this.#serversByTarget.add(this.#count, hop.target);
    }
  }

  /** Adds the exchange of a server that ended last: it proves nothing, and is linked to no other one yet. */
  addUnproven(window: HopWindow, { connection, exchange, cause, isAlone, isUnharmed }: UnprovenLoss<C>): void {
    const place = this.#freePlace();
    window.copyLatest(this.#unread, place);
    const { hops } = this.#unread;
    const there = hops.thereAt(place);
    this.#serversByEnd.add(this.#count, there);
    this.#serversByTarget.add(this.#count, hops.targetAt(place));
    this.#byExchange.add(this.#count, mixed(hops.connectionAt(place), hops.indexAt(place)));
    this.#kept[place] = {
      hop: null,
      connection,
      exchange: this.reportsUnread ? exchange : withoutCalls(exchange),
      cause,
      isAlone,
      isUnharmed,
      isLate: there !== 0 && this.#clientsByEnd.has(there) && this.hadLeft(hops.at(place)),
    };
  }

  of(hop: Hop): Loss<C> | null {
    const known = this.#read.get(keyOf(hop));
    if (known || hop.role === "client") return known ?? null;
    for (const at of this.#byExchange.of(mixed(hop.connection, hop.index), this.#count)) {
      const loss = this.#readAt(at % MOST);
      if (loss?.hop.connection === hop.connection && loss.hop.index === hop.index) return loss;
    }
    return null;
  }

  /**
   * Those of servers that may be at the other end of a client's connection: by its addresses or, if they are not known, by the target.
   *
   * @param withUnread whether to search those, too, that prove nothing, and that no search has found yet
   */
  atOtherEndOf(client: Hop, withUnread: boolean): readonly Loss<C>[] {
    const byEnd = client.here === 0 ? [] : this.#serversByEnd.of(client.here, this.#count);
    const possible = byEnd.length > 0 ? byEnd : this.#serversByTarget.of(client.target, this.#count);
    const found: Loss<C>[] = [];
    for (const at of possible) {
      const place = at % MOST;
      const isUnread = this.#kept[place]?.hop === null;
      // of thousands that answered the same target, nearly all are passed over before they are read
      const isAsked = !isUnread || (withUnread && this.#unread.hops.mayBeOtherEndOf(place, client));
      const loss = isAsked ? this.#readAt(place) : null;
      if (loss !== null) found.push(loss);
    }
    return found;
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
    const known = Math.min(this.#count, MOST);
    for (let at = this.#count - known + 1; at <= this.#count; at++) this.#forget(at % MOST);
  }

  /** The place for the next loss. If all are taken, it is that of the oldest one, which is forgotten. */
  #freePlace(): number {
    const place = ++this.#count % MOST;
    if (this.#count > MOST) this.#forget(place);
    if (!this.reportsUnread && this.#count > MOST_UNREAD) this.#dropUnread((this.#count - MOST_UNREAD) % MOST);
    return place;
  }

  #dropUnread(place: number): void {
    if (this.#kept[place]?.hop === null) this.#kept[place] = null;
  }

  /** From now on its hop is known. Null if it is forgotten. */
  #readAt(place: number): Loss<C> | null {
    const kept = this.#kept[place] ?? null;
    if (kept === null || kept.hop !== null) return kept;
    const loss = lossOf(kept, this.#unread.hops.at(place));
    this.#kept[place] = loss;
    this.#read.set(keyOf(loss.hop), loss);
    return loss;
  }

  #forget(place: number): void {
    if (this.#kept[place]?.hop === null && !this.reportsUnread) return;
    const loss = this.#readAt(place);
    if (loss === null) return;
    const { hop } = loss;
    this.#read.delete(keyOf(hop));
    if (this.#clientsByEnd.get(hop.here) === loss) this.#clientsByEnd.delete(hop.here);
    unfile(this.#leaversByTarget, hop.target, loss);
    this.onForgotten(loss);
  }
}

function lossOf<C extends PathConnection>(unread: Unread<C>, hop: Hop): Loss<C> {
  const { request } = unread.exchange;
  return {
    ...unread,
    hop,
    request,
    isProven: false,
    sawEnd: false,
    isCutWithin: false,
    part: "origin",
    inner: null,
    hasOuter: false,
    asked: null,
    streams: null,
    undecided: null,
  };
}

/** What paths say of an exchange. Thousands are kept, and its calls would take most of the memory. */
function withoutCalls(exchange: Exchange): Exchange {
  return { ...exchange, calls: NO_CALLS };
}

const NO_CALLS: ExchangeCalls = {
  ...{ head: null, lastAccepted: null, firstRefused: null, refused: null, unreturned: null, writable: null },
};

/** True if nothing shows that the other side ended the exchange of a client first. */
function hasLeft<C extends PathConnection>({ isProven, sawEnd, inner }: Loss<C>): boolean {
  return !isProven && !sawEnd && inner === null;
}

/** So many exchanges have numbers of their own on each connection. */
const PER_CONNECTION = 2 ** 26;

function keyOf({ connection, index }: Hop): number {
  return connection * PER_CONNECTION + index;
}

/** The same in 32 bits: others may have the same number. */
function mixed(connection: number, index: number): number {
  return Math.imul(connection, 0x9e3779b1) ^ index;
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
