/** The search for what is new in all that a socket is in. */
import { Holder, Holders, holderAt } from "../fds/holders";
import { List } from "../heap/list";
import { only } from "../memory";
import { Mark, MarkKind } from "./mark";
import { Marks, MarksOfKind } from "./marks";
import { createNewsItem, News, NO_FD } from "./news-item";

/** Of a socket in more tables than this, each mark of any table counts. */
const MANY: i32 = 32;
/** So many numbers has the leaf of a tree of fds. */
const LEAF: i32 = 16;

@unmanaged
class Search {
  /** The number of this search, and that of its walk up from one leaf. Holders remember who came by. */
  private search: i32;
  private walk: i32;
  /** How many tables it came to. */
  private tables: i32;
  /** The address of the socket. */
  private socket: usize;
  /** Marks up to this number are known. */
  private known: i32;
  private leaf: Holder;
  private found: List<News>;
  /** The table that got an fd of the socket last, and when. */
  home: Holder | null;
  homeSince: i32;

  begin(socket: usize, known: i32, found: List<News>): void {
    this.search++;
    this.tables = 0;
    this.socket = socket;
    this.known = known;
    this.found = found;
  }

  /** Looks at a leaf and all that it is in, until there are too many tables: then it is false. */
  look(leaf: Holder): bool {
    this.walk++;
    this.leaf = leaf;
    return this.lookAt(leaf);
  }

  /** True if there are so many tables that it has not looked at each. */
  get hasStopped(): bool {
    return this.tables > MANY;
  }

  /** Finds the marks that are not known, whatever fds they are about. */
  take(marks: Marks): void {
    for (let i = 0; i < marks.kinds.length; i++) this.takeOf(marks.kinds.at(i), false);
  }

  private lookAt(at: Holder): bool {
    if (at.seenBy === this.walk) return true;
    at.seenBy = this.walk;
    const marks = at.marks;
    if (marks && marks.newest > this.known) this.takeOfFds(marks);
    if (at.inheritedNumber > this.homeSince) {
      this.home = at.inheritedBy;
      this.homeSince = at.inheritedNumber;
    }
    const holders = at.holders;
    return holders ? this.lookAtEach(holders) : this.countTable(at);
  }

  private lookAtEach(holders: Holders): bool {
    const several = holders.several;
    if (!several) return holders.count === 0 || this.lookAt(changetype<Holder>(holders.one));
    for (let i = several.after(-1); i >= 0; i = several.after(i)) if (!this.lookAt(holderAt(several, i))) return false;
    return true;
  }

  private countTable(table: Holder): bool {
    if (table.countedBy !== this.search) this.tables++;
    table.countedBy = this.search;
    return this.tables <= MANY;
  }

  /** Finds the marks that are not known. Those that are about fds are found once for each fd of the socket in the leaf. */
  private takeOfFds(marks: Marks): void {
    for (let i = 0; i < marks.kinds.length; i++) this.takeOf(marks.kinds.at(i), true);
  }

  private takeOf(kind: MarksOfKind, ofFds: bool): void {
    const list = kind.list;
    for (let i = 0; i < list.length; i++) {
      const mark = list.at(i);
      if (mark.number <= this.known) continue;
      if (ofFds && mark.kind === MarkKind.Released) this.takeForEachFd(mark);
      else this.found.push(createNewsItem(mark, NO_FD));
    }
  }

  private takeForEachFd(mark: Mark): void {
    const entries = this.leaf.entries;
    if (!entries) return;
    for (let i = 0; i < LEAF; i++) {
      const entry = entries.at(i);
      if (entry && entry.address === this.socket) this.found.push(createNewsItem(mark, entry.fd));
    }
  }
}

export const newsSearch: Search = only<Search>();
