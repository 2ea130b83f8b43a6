import type { Filter } from "../filter.js";
import type { Socket } from "../socket.js";
import type { Thread } from "../thread.js";

/**
 * Whose fd a number is, when the capture shows neither the clones nor the closes nor addresses (`-e trace=network`). A
 * number in use that accept returns to another thread was closed unseen, or the two threads have tables of their own.
 */
export class NumberOwners {
  /** True once a number in use came back to a thread that was not its only user. */
  #mayBeSeveral = false;
  /** For each thread, the id of the socket that each number stood for when the thread used it last. */
  readonly #last = new WeakMap<Thread, Map<number, number>>();

  constructor(private readonly filter: Filter) {}

  /**
   * The thread gets a number that still stands for `before` in the table that it is assumed to use. True if `before` may
   * live on, in a table of another process.
   */
  reuse(before: Socket, thread: Thread): boolean {
    if (!thread.table.assumed || this.filter.showsClose || before.isOnlyOf(thread.pid)) return false;
    before.mayLiveOn = true;
    this.#mayBeSeveral = true;
    return true;
  }

  /**
   * A thread has read from a socket, written to it or shut it down. True if the socket may be another thread's by now. A
   * filter without `accept` (`sendto,shutdown`) shows no thread getting a number: there, threads are taken to share one table.
   */
  use(socket: Socket, fd: number, thread: Thread): boolean {
    if (socket.identity !== null || !thread.table.assumed || this.filter.showsClose || !this.filter.showsAccept)
      return false;
    const numbers = this.#last.get(thread) ?? new Map<number, number>();
    const before = numbers.get(fd);
    this.#last.set(thread, numbers.set(fd, socket.id));
    // it goes on with a number that another thread has got meanwhile: its own old one may still be open
    if (before !== undefined && before !== socket.id && socket.pid !== thread.pid) return true;
    return this.#mayBeSeveral && socket.switchedAt !== null;
  }
}
