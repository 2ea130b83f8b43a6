import type { Syscall } from "../../strace/call/syscall.js";

/** What a line says of many sockets at once: that the program gave work to its io_uring, or why lines may be missing. */
export interface Mark<Of = unknown> {
  readonly kind: string;
  /** Marks are counted through: a later one has a higher number. */
  readonly number: number;
  readonly of: Of;
  /** Who made it: of marks of one kind that the same maker made one after the other, the last is kept. */
  readonly by: unknown;
}

/** The kind of a mark that says: a call closed all fds that are marked. */
export const RELEASED = "released";

/** A call that gave work to an io_uring, or that closed many fds at once, and the thread that made it. */
export interface MarkingCall {
  readonly call: Syscall;
  readonly pid: number | null;
  /** True if the process of the thread was an assumption then. */
  readonly assumed: boolean;
}

/** Counts what happens to many sockets at once, in one capture. */
export class MarkCounter {
  /** The number of the last mark. */
  last = 0;

  next(): number {
    return ++this.last;
  }

  mark(kind: string, of: unknown, by: unknown = null): Mark {
    return { kind, number: this.next(), of, by };
  }
}

/** Of a kind, the last marks are kept, of different makers. */
const KEPT = 2;
/** The kinds of which more are kept. */
const MORE: Readonly<Record<string, number>> = { [RELEASED]: 16 };

/**
 * The last marks of each kind that the sockets of one table, or of a part of it, have in common. A line that is about all
 * sockets of a process costs no more than another: a socket learns of it when something happens to it.
 */
export class Marks {
  readonly #byKind = new Map<string, readonly Mark[]>();
  /** The number of the newest. */
  newest = 0;

  add(mark: Mark): void {
    this.#put(mark.kind, [...(this.#byKind.get(mark.kind) ?? []), mark]);
  }

  /** Adds the marks of others: all that was marked there was marked here as well. */
  learn(other: Marks): void {
    for (const [kind, marks] of other.#byKind) {
      const both = new Set([...(this.#byKind.get(kind) ?? []), ...marks]);
      this.#put(
        kind,
        [...both].sort((one, next) => one.number - next.number),
      );
    }
  }

  #put(kind: string, marks: readonly Mark[]): void {
    const last = marks.filter(({ by }, index) => by !== marks[index + 1]?.by || index === marks.length - 1);
    this.#byKind.set(kind, last.slice(-(MORE[kind] ?? KEPT)));
    this.newest = Math.max(this.newest, last.at(-1)?.number ?? 0);
  }

  /** The marks that are newer than the one of this number. */
  *since(number: number): Generator<Mark> {
    if (this.newest <= number) return;
    for (const marks of this.#byKind.values()) for (const mark of marks) if (mark.number > number) yield mark;
  }
}
