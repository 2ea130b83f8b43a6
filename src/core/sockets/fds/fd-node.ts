import { type Mark, Marks } from "../later/marks.js";
import type { Socket } from "../socket.js";
import { type Holder, Holders, type Inherited } from "./holders.js";

/** What an fd number stands for. */
export interface FdEntry {
  readonly fd: number;
  /** Null for a file, a pipe, an epoll set and so on. */
  readonly socket: Socket | null;
  /** The thread that got the number; null if it is unknown. */
  readonly opener: number | null;
  /** Entries of a table are counted through, in the order in which they were made. */
  readonly order: number;
  /** The process that a pidfd refers to. */
  pidfd?: number | null;
}

/** Each level of the tree looks at this many bits of an fd number. */
export const BITS = 4;
const WIDTH = 1 << BITS;
export const MASK = WIDTH - 1;
const NONE: never[] = [];

/**
 * A part of a tree of fds: 16 numbers, or 16 smaller parts. After a fork, the tables of parent and child share
 * it. A table that changes an fd in it makes a copy first. A socket counts a shared part as one reference.
 */
export class FdNode implements Holder {
  readonly entries: (FdEntry | undefined)[];
  readonly children: (FdNode | undefined)[];
  readonly holders = new Holders();
  marks: Marks | null = null;
  inherited: Inherited | null = null;
  /** How many fds are in it. */
  size = 0;

  /** @param shift how many lower bits of the number the nodes below this one look at; 0 for a leaf, which holds the entries */
  constructor(
    readonly shift: number,
    from: FdNode | null = null,
  ) {
    this.entries = shift > 0 ? NONE : (from?.entries.slice() ?? new Array(WIDTH));
    this.children = shift > 0 ? (from?.children.slice() ?? new Array(WIDTH)) : NONE;
  }

  /** The same node with another one's contents, for a holder that changes it. */
  copy(): FdNode {
    const copy = new FdNode(this.shift, this);
    copy.size = this.size;
    copy.#inherit(this);
    for (const child of copy.children) child?.holders.add(copy);
    for (const entry of copy.entries) {
      if (!entry?.socket) continue;
      entry.socket.references++;
      entry.socket.news.holders.add(copy);
    }
    return copy;
  }

  /** What stands at a place. If that is not below this node, the number of what is found is another. */
  at(place: number): FdEntry | undefined {
    let node: FdNode | undefined = this;
    while (node && node.shift > 0) node = node.children[(place >>> node.shift) & MASK];
    return node?.entries[place & MASK];
  }

  put(index: number, entry: FdEntry): void {
    entry.socket?.news.enter(this); // first: what was marked here is about its other fds
    this.entries[index] = entry;
    if (entry.socket) entry.socket.references++;
  }

  /** An entry of this leaf is gone. */
  left({ socket }: FdEntry): void {
    if (!socket) return;
    socket.news.leave(this);
    socket.references--;
  }

  /** Something is said of all sockets in it. */
  mark(mark: Mark): void {
    this.marks ??= new Marks();
    this.marks.add(mark);
  }

  /** A holder lets go of it: what was marked there, or in what that is in, is about the sockets here. */
  inheritAll(from: Holder): void {
    this.#inherit(from);
    for (const each of from.holders ?? []) this.inheritAll(each);
  }

  /** What was marked here, and who inherited this, is from now on said of each part of it: then parts may come and go. */
  handDown(): void {
    if (!this.marks && !this.inherited) return;
    for (const child of this.children) if (child) child.#inherit(this);
    this.marks = null;
    this.inherited = null;
  }

  #inherit({ marks, inherited }: Holder): void {
    if (marks && marks.newest > 0) {
      this.marks ??= new Marks();
      this.marks.learn(marks);
    }
    if (inherited && inherited.number > (this.inherited?.number ?? 0)) this.inherited = inherited;
  }

  fdsOf(socket: object): number[] {
    const fds: number[] = [];
    for (const entry of this.entries) if (entry?.socket === socket) fds.push(entry.fd);
    return fds;
  }

  /** All entries below it, by number. */
  all(into: FdEntry[] = []): FdEntry[] {
    for (const child of this.children) child?.all(into);
    for (const entry of this.entries) if (entry) into.push(entry);
    return into;
  }
}
