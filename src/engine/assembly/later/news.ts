/** Where a socket is, and what it has to learn of the marks there (core/sockets/later/news.ts). */
import { createHolders, destroyHolders, Holder, Holders } from "../fds/holders";
import { create, destroy } from "../heap/allocate";
import { Counted, createCounted, keep, letGo } from "../heap/counted";
import { counter, Mark } from "./mark";
import { Marks } from "./marks";

/** In place of an fd, if the mark is not about fds. */
export const NO_FD: f64 = -1;

/** A mark that a socket has to learn of; `fd`: under which of its numbers, if the mark is about fds. */
@unmanaged
export class News extends Counted {
  fd: f64;
  mark: Mark;
  next: News | null;
}

@unmanaged
export class SocketNews {
  /** The parts of fd tables that it is in: as many times as they have fds of it. */
  holders: Holders;
  private knows: i32;
  private knowsAll: i32;
  private homeTable: Holder | null;
  private homeSince: i32;
  private firstPending: News | null;
  private lastPending: News | null;

  /** The fd table that got an fd of it last. */
  get home(): Holder | null {
    this.learn();
    return this.homeTable;
  }

  set home(table: Holder | null) {
    this.homeTable = table;
  }

  /** The socket gets an fd. What was marked there before, and who inherited it, is not about it. */
  enter(_holder: Holder): void {}

  /** An fd of the socket is gone. */
  leave(_holder: Holder): void {}

  /** True if there is news. */
  get isBehind(): bool {
    return this.knowsAll !== counter.last || this.firstPending !== null;
  }

  /** True if the news are that an fd of the socket was closed. */
  get wasReleased(): bool {
    return false;
  }

  /** A line is about this socket alone. */
  take(_kind: i32): void {}

  /**
   * What is new since the last time: the first of a chain, which lasts until the line ends.
   *
   * @param all the marks that are about all sockets
   * @param any the marks of any table
   */
  latest(_all: Marks, _any: Marks): News | null {
    return null;
  }

  /** Takes up what was marked so far: before the socket enters or leaves a table, because later it is not seen any more. */
  learn(_any: Marks | null = null): void {}
}

export function createNews(): SocketNews {
  const news = create<SocketNews>();
  news.holders = createHolders();
  return news;
}

export function destroyNews(news: SocketNews): void {
  destroyHolders(news.holders);
  destroy<SocketNews>(news);
}
