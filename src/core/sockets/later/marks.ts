/** What a line says of many sockets at once: that the program gave work to its io_uring, or why lines may be missing. */
export interface Mark<Of = unknown> {
  readonly kind: string;
  /** Marks are counted through: a later one has a higher number. */
  readonly number: number;
  readonly of: Of;
}

/** Who made a mark: of the same kind, the last two that differ in this are kept. */
type Maker = number | null;

/** The number of the last mark. */
let count = 0;

/**
 * The last marks of each kind that the sockets of one table have in common. A line that is about all sockets of a process
 * costs no more than another: a socket learns of it when something happens to it.
 */
export class Marks {
  readonly #last = new Map<string, { readonly by: Maker; readonly mark: Mark; readonly before: Mark | null }>();
  /** The number of the newest. */
  newest = 0;

  add(kind: string, of: unknown, by: Maker = null): void {
    const mark: Mark = { kind, number: ++count, of };
    const last = this.#last.get(kind);
    const before = last && (last.by === by ? last.before : last.mark);
    this.#last.set(kind, { by, mark, before: before ?? null });
    this.newest = mark.number;
  }

  /** The marks that are newer than the one of this number. */
  *since(number: number): Generator<Mark> {
    if (this.newest <= number) return;
    for (const { mark, before } of this.#last.values()) {
      if (before && before.number > number) yield before;
      if (mark.number > number) yield mark;
    }
  }
}

/** Of a socket in more tables than this, each mark of any table counts. */
const MANY = 32;

/** What a socket has to learn of the marks of the tables that it is in. */
export class SocketNews {
  #knows = count;
  #knowsAll = count;
  #one: Marks | null = null;
  /** The tables, and how many fds of the socket each has, if it is in several. */
  #several: Map<Marks, number> | null = null;
  #fds = 0;
  #pending: Mark[] | null = null;

  /** The socket gets an fd in a table. */
  enter(table: Marks): void {
    if (this.#one === null || (this.#one === table && !this.#several)) {
      if (this.#one === null) this.#knows = count;
      this.#one = table;
      this.#fds++;
      return;
    }
    this.#learn();
    this.#several ??= new Map([[this.#one, this.#fds]]);
    this.#several.set(table, (this.#several.get(table) ?? 0) + 1);
  }

  /** An fd of the socket in a table is gone. */
  leave(table: Marks): void {
    if (!this.#several) {
      if (--this.#fds > 0) return;
      this.#learn();
      this.#one = null;
      return;
    }
    const fds = (this.#several.get(table) ?? 0) - 1;
    if (fds > 0) {
      this.#several.set(table, fds);
      return;
    }
    this.#learn();
    this.#several.delete(table);
    if (this.#several.size > 1) return;
    const [[one, left] = [null, 0]] = this.#several;
    this.#one = one;
    this.#fds = left;
    this.#several = null;
  }

  /** True if there is news. */
  get isBehind(): boolean {
    return this.#knowsAll !== count || this.#pending !== null;
  }

  /** A line is about this socket alone. */
  take(kind: string, of: unknown): void {
    this.#pending ??= [];
    this.#pending.push({ kind, number: count, of });
  }

  /**
   * What is new since the last time.
   *
   * @param all the marks that are about all sockets
   * @param any the marks of any table
   */
  latest(all: Marks, any: Marks): readonly Mark[] {
    if (this.#several && this.#several.size > MANY) this.#keep(any.since(this.#knows));
    else this.#learn();
    this.#knows = count;
    this.#keep(all.since(this.#knowsAll));
    this.#knowsAll = count;
    const news = this.#pending ?? NONE;
    this.#pending = null;
    return news;
  }

  #learn(): void {
    if (this.#several) {
      if (this.#several.size > MANY) return;
      for (const table of this.#several.keys()) this.#keep(table.since(this.#knows));
    } else if (this.#one && this.#one.newest > this.#knows) this.#keep(this.#one.since(this.#knows));
    this.#knows = count;
  }

  #keep(marks: Iterable<Mark>): void {
    for (const mark of marks) {
      this.#pending ??= [];
      this.#pending.push(mark);
    }
  }
}

const NONE: readonly Mark[] = [];
