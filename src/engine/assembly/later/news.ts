/** Where a socket is, and what it has to learn of the marks there. */
import { createHolders, destroyHolders, Holder, Holders, holderAt } from "../fds/holders";
import { create, destroy } from "../heap/allocate";
import { keep, letGo, replace } from "../heap/counted";
import { createList, destroyList, List } from "../heap/list";
import { sortBy } from "../heap/sort";
import { counter, markOfOne } from "./mark";
import { Marks } from "./marks";
import { createNewsItem, News, NO_FD } from "./news-item";
import { newsSearch } from "./search";

@unmanaged
export class SocketNews {
  /** The parts of fd tables that it is in: as many times as they have fds of it. */
  holders: Holders;
  /** The address of the socket. */
  socket: usize;
  /** The number of the last mark that it knows: of those of its tables, and of those of all sockets. */
  knows: i32;
  knowsAll: i32;
  private ownHome: Holder | null;
  private homeSince: i32;
  /** What it has to learn, in order. */
  private firstPending: News | null;
  private lastPending: News | null;

  /** The fd table that got an fd of it last. */
  get home(): Holder | null {
    this.learn();
    return this.ownHome;
  }

  set home(table: Holder | null) {
    this.ownHome = replace<Holder>(this.ownHome, table);
    this.homeSince = counter.last;
  }

  /** The socket gets an fd. What was marked there before, and who inherited it, is not about it. */
  enter(holder: Holder): void {
    this.learn();
    this.homeSince = counter.last;
    if (this.holders.count === 0) this.knows = counter.last;
    this.holders.add(holder);
  }

  /** An fd of the socket is gone. */
  leave(holder: Holder): void {
    this.learn();
    this.holders.remove(holder);
  }

  /** True if there is news. */
  get isBehind(): bool {
    return this.knowsAll !== counter.last || this.firstPending !== null;
  }

  /** True if the news are that an fd of the socket was closed. */
  get wasReleased(): bool {
    if (this.knows < counter.lastRelease) this.learn(); // else no mark that it does not know says so
    let news = this.firstPending;
    while (news && news.fd === NO_FD) news = news.next;
    return news !== null;
  }

  /** A line is about this socket alone. */
  take(kind: i32): void {
    this.keep(createNewsItem(markOfOne(kind), NO_FD));
  }

  /**
   * What is new since the last time: the first of a chain, which lasts until the line ends.
   *
   * @param all the marks that are about all sockets
   * @param any the marks of any table
   */
  latest(all: Marks, any: Marks): News | null {
    this.learn(any);
    const found = createList<News>();
    newsSearch.begin(this.socket, this.knowsAll, found);
    newsSearch.take(all);
    for (let i = 0; i < found.length; i++) this.keep(found.at(i));
    destroyList<News>(found);
    this.knowsAll = counter.last;
    const news = this.firstPending;
    this.forget();
    return news;
  }

  /** Takes up what was marked so far: before the socket enters or leaves a table, because later it is not seen any more. */
  learn(any: Marks | null = null): void {
    if (this.knows === counter.last || this.holders.count === 0) return;
    const found = createList<News>();
    if (this.search(any, found)) {
      this.knows = counter.last;
      this.keepEach(found);
    }
    destroyList<News>(found);
  }

  /** All that was pending is reported, or need not be. */
  forget(): void {
    let news = this.firstPending;
    while (news) {
      letGo(news);
      news = news.next;
    }
    this.firstPending = null;
    this.lastPending = null;
  }

  /** Finds the marks of all that the socket is in. False if it is in too many tables, and nothing says what was marked of any. */
  private search(any: Marks | null, found: List<News>): bool {
    newsSearch.begin(this.socket, this.knows, found);
    newsSearch.home = this.ownHome;
    newsSearch.homeSince = this.homeSince;
    this.lookAtEach();
    this.ownHome = replace<Holder>(this.ownHome, newsSearch.home);
    this.homeSince = newsSearch.homeSince;
    if (!newsSearch.hasStopped) return true;
    if (any) newsSearch.take(any);
    return any !== null;
  }

  private lookAtEach(): void {
    const several = this.holders.several;
    if (!several) {
      newsSearch.look(changetype<Holder>(this.holders.one));
      return;
    }
    for (let i = several.after(-1); i >= 0; i = several.after(i)) if (!newsSearch.look(holderAt(several, i))) return;
  }

  /** Keeps what was found in order, each mark once for each fd. */
  private keepEach(found: List<News>): void {
    sortBy<News>(found, fdOfNews);
    sortBy<News>(found, numberOfNews);
    for (let i = 0; i < found.length; i++) {
      const news = found.at(i);
      const isDouble = i > 0 && found.at(i - 1).mark === news.mark && found.at(i - 1).fd === news.fd;
      if (!isDouble) this.keep(news);
    }
  }

  private keep(news: News): void {
    keep<News>(news);
    const last = this.lastPending;
    if (last) last.next = news;
    else this.firstPending = news;
    this.lastPending = news;
  }
}

function fdOfNews(news: News): f64 {
  return news.fd;
}

function numberOfNews(news: News): f64 {
  return <f64>news.mark.number;
}

/** The news of the socket at an address. It knows what was marked before. */
export function createNews(socket: usize): SocketNews {
  const news = create<SocketNews>();
  news.socket = socket;
  news.holders = createHolders();
  news.knows = counter.last;
  news.knowsAll = counter.last;
  return news;
}

/** The socket is no longer in any table. */
export function destroyNews(news: SocketNews): void {
  news.forget();
  news.home = null;
  destroyHolders(news.holders);
  destroy<SocketNews>(news);
}
