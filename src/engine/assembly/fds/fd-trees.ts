/**
 * The trees of a table: the numbers that an exec closes, which it drops as a whole, and all others.
 */
import { create, destroy } from "../heap/allocate";
import { createList, List } from "../heap/list";
import { sortBy } from "../heap/sort";
import { ClosedFds } from "./closed-fds";
import { FdEntry } from "./fd-entry";
import { createTree, destroyTree, FdTree } from "./fd-tree";
import { Holder } from "./holders";
import { placeOfFd } from "./place";

@unmanaged
export class FdTrees {
  closedByExec: FdTree;
  /** An exec closes these too: one call marked them. Its numbers may stand between those of the first tree, and it costs nothing. */
  markedAtOnce: FdTree;
  kept: FdTree;

  get size(): i32 {
    return this.closedByExec.size + this.markedAtOnce.size + this.kept.size;
  }

  get(fd: f64): FdEntry | null {
    const place = placeOfFd(fd);
    const entry = this.entryClosedByExec(place);
    return entry ? entry : this.kept.at(place);
  }

  /** True if an exec closes the fd. */
  isClosedByExec(fd: f64): bool {
    return this.entryClosedByExec(placeOfFd(fd)) !== null;
  }

  add(entry: FdEntry, closeOnExec: bool): void {
    this.treeOf(closeOnExec).add(entry);
  }

  remove(entry: FdEntry): void {
    this.treeWith(entry.fd).remove(entry);
  }

  /** Sets whether an exec closes the fd. */
  markCloseOnExec(entry: FdEntry, value: bool): void {
    if (this.isClosedByExec(entry.fd) === value) return;
    const before = this.treeWith(entry.fd);
    this.treeOf(value).add(entry);
    before.remove(entry);
  }

  /** From now on an exec closes the numbers from `first` to `last`, both included, that are in use. */
  markRangeCloseOnExec(first: f64, last: f64): void {
    this.kept.moveTo(this.markedAtOnce, first, last);
  }

  takeClosedByExec(closed: ClosedFds): void {
    this.closedByExec.take(0, Infinity, closed);
    this.markedAtOnce.take(0, Infinity, closed);
  }

  take(first: f64, last: f64, closed: ClosedFds): void {
    this.closedByExec.take(first, last, closed);
    this.markedAtOnce.take(first, last, closed);
    this.kept.take(first, last, closed);
  }

  /** All entries, in the order in which they were made. The caller destroys the list. */
  inOrder(): List<FdEntry> {
    const all = createList<FdEntry>();
    this.closedByExec.collect(all);
    this.markedAtOnce.collect(all);
    this.kept.collect(all);
    sortBy<FdEntry>(all, orderOf);
    return all;
  }

  /** Gives all fds to the trees of a forked child, whose table inherits them at this count of marks. */
  share(child: FdTrees, number: i32): void {
    this.closedByExec.share(child.closedByExec, number);
    this.markedAtOnce.share(child.markedAtOnce, number);
    this.kept.share(child.kept, number);
  }

  private treeOf(closeOnExec: bool): FdTree {
    return closeOnExec ? this.closedByExec : this.kept;
  }

  /** The tree that has a number. */
  private treeWith(fd: f64): FdTree {
    const place = placeOfFd(fd);
    if (this.closedByExec.at(place)) return this.closedByExec;
    return this.markedAtOnce.at(place) ? this.markedAtOnce : this.kept;
  }

  private entryClosedByExec(place: u32): FdEntry | null {
    const entry = this.closedByExec.at(place);
    return entry ? entry : this.markedAtOnce.at(place);
  }
}

function orderOf(entry: FdEntry): f64 {
  return <f64>entry.order;
}

/** The trees of a table without fds. */
export function createTrees(table: Holder): FdTrees {
  const trees = create<FdTrees>();
  trees.closedByExec = createTree(table);
  trees.markedAtOnce = createTree(table);
  trees.kept = createTree(table);
  return trees;
}

/** Gives the trees back. */
export function destroyTrees(trees: FdTrees): void {
  destroyTree(trees.closedByExec);
  destroyTree(trees.markedAtOnce);
  destroyTree(trees.kept);
  destroy<FdTrees>(trees);
}
