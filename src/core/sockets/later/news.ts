import { type Holder, Holders } from "../fds/holders.js";
import type { SocketHome } from "../socket-facts.js";
import { type Mark, type MarkCounter, type Marks, RELEASED } from "./marks.js";

/** Of a socket in more tables than this, each mark of any table counts. */
const MANY = 32;

/** A mark that a socket has to learn of; `fd`: under which of its numbers, if the mark is about fds. */
export interface News {
  readonly mark: Mark;
  readonly fd: number | null;
}

const NONE: readonly News[] = [];

/** Where a socket is, and what it has to learn of the marks there. */
export class SocketNews {
  /** The parts of fd tables that it is in: as many times as they have fds of it. */
  readonly holders = new Holders();
  readonly #counter: MarkCounter;
  readonly #socket: object;
  #knows: number;
  #knowsAll: number;
  #home: SocketHome | null = null;
  #homeSince = 0;
  #pending: News[] | null = null;

  constructor(socket: object, counter: MarkCounter) {
    this.#socket = socket;
    this.#counter = counter;
    this.#knows = counter.last;
    this.#knowsAll = counter.last;
  }

  /** The fd table that got an fd of it last. */
  get home(): SocketHome | null {
    this.learn();
    return this.#home;
  }

  set home(table: SocketHome) {
    this.#home = table;
    this.#homeSince = this.#counter.last;
  }

  /** The socket gets an fd. What was marked there before, and who inherited it, is not about it. */
  enter(holder: Holder): void {
    this.learn();
    this.#homeSince = this.#counter.last;
    if (this.holders.count === 0) this.#knows = this.#counter.last;
    this.holders.add(holder);
  }

  /** An fd of the socket is gone. */
  leave(holder: Holder): void {
    this.learn();
    this.holders.remove(holder);
  }

  /** True if there is news. */
  get isBehind(): boolean {
    return this.#knowsAll !== this.#counter.last || this.#pending !== null;
  }

  /** True if the news are that an fd of the socket was closed. */
  get wasReleased(): boolean {
    this.learn();
    return this.#pending?.some(({ fd }) => fd !== null) ?? false;
  }

  /** A line is about this socket alone. */
  take(kind: string, of: unknown): void {
    this.#pending ??= [];
    this.#pending.push({ mark: { kind, number: this.#counter.last, of, by: null }, fd: null });
  }

  /**
   * What is new since the last time.
   *
   * @param all the marks that are about all sockets
   * @param any the marks of any table
   */
  latest(all: Marks, any: Marks): readonly News[] {
    this.learn(any);
    for (const mark of all.since(this.#knowsAll)) this.#keep({ mark, fd: null });
    this.#knowsAll = this.#counter.last;
    const news = this.#pending ?? NONE;
    this.#pending = null;
    return news;
  }

  /** Takes up what was marked so far: before the socket enters or leaves a table, because later it is not seen any more. */
  learn(any: Marks | null = null): void {
    if (this.#knows === this.#counter.last || this.holders.count === 0) return;
    const found: News[] = [];
    const tables = new Set<Holder>();
    for (const holder of this.holders) if (!this.#look(holder, holder, new Set(), tables, found)) break;
    if (tables.size > MANY) {
      if (!any) return;
      for (const mark of any.since(this.#knows)) found.push({ mark, fd: null });
    }
    this.#knows = this.#counter.last;
    found.sort((one, next) => one.mark.number - next.mark.number || (one.fd ?? 0) - (next.fd ?? 0));
    let before: News | null = null;
    for (const news of found) {
      if (news.mark !== before?.mark || news.fd !== before.fd) this.#keep(news);
      before = news;
    }
  }

  /** Looks at a holder and all that it is in, until there are too many tables: then it is false. */
  #look(at: Holder, first: Holder, seen: Set<Holder>, tables: Set<Holder>, found: News[]): boolean {
    if (seen.has(at)) return true;
    seen.add(at);
    const { marks, inherited, holders } = at;
    if (marks) {
      for (const mark of marks.since(this.#knows)) {
        if (mark.kind !== RELEASED) found.push({ mark, fd: null });
        else for (const fd of first.fdsOf?.(this.#socket) ?? []) found.push({ mark, fd });
      }
    }
    if (inherited && inherited.number > this.#homeSince) {
      this.#home = inherited.by;
      this.#homeSince = inherited.number;
    }
    if (!holders) return tables.add(at).size <= MANY;
    for (const each of holders) if (!this.#look(each, first, seen, tables, found)) return false;
    return true;
  }

  #keep(news: News): void {
    this.#pending ??= [];
    this.#pending.push(news);
  }
}
