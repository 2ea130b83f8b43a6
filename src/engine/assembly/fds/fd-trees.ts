/**
 * The two trees of a table: the numbers that an exec closes, which it drops as a whole, and all others
 * (core/sockets/fds/fd-table.ts).
 */
import { create, destroy } from "../heap/allocate";
import { createList, List } from "../heap/list";
import { sortBy } from "../heap/sort";
import { ClosedFds } from "./closed-fds";
import { FdEntry } from "./fd-entry";
import { createTree, destroyTree, FdTree } from "./fd-tree";
import { Holder } from "./holders";

@unmanaged
export class FdTrees {
  closedByExec: FdTree;
  kept: FdTree;

  get size(): i32 {
    return this.closedByExec.size + this.kept.size;
  }

  get(fd: f64): FdEntry | null {
    const entry = this.closedByExec.get(fd);
    return entry ? entry : this.kept.get(fd);
  }

  add(entry: FdEntry): void {
    this.treeOf(entry.closeOnExec).add(entry);
  }

  remove(entry: FdEntry): void {
    this.treeOf(entry.closeOnExec).remove(entry);
  }

  take(first: f64, last: f64, closed: ClosedFds): void {
    this.closedByExec.take(first, last, closed);
    this.kept.take(first, last, closed);
  }

  /** All entries, in the order in which they were made. The caller destroys the list. */
  inOrder(): List<FdEntry> {
    const all = createList<FdEntry>();
    this.closedByExec.collect(all);
    this.kept.collect(all);
    sortBy<FdEntry>(all, orderOf);
    return all;
  }

  /** Gives all fds to the trees of a forked child, whose table inherits them at this count of marks. */
  share(child: FdTrees, number: i32): void {
    this.closedByExec.share(child.closedByExec, number);
    this.kept.share(child.kept, number);
  }

  /** They are empty. */
  forgetHeirs(): void {
    this.closedByExec.forgetHeir();
    this.kept.forgetHeir();
  }

  private treeOf(closeOnExec: bool): FdTree {
    return closeOnExec ? this.closedByExec : this.kept;
  }
}

function orderOf(entry: FdEntry): f64 {
  return <f64>entry.order;
}

/** The trees of a table without fds. */
export function createTrees(table: Holder): FdTrees {
  const trees = create<FdTrees>();
  trees.closedByExec = createTree(table);
  trees.kept = createTree(table);
  return trees;
}

/** Gives both trees back. */
export function destroyTrees(trees: FdTrees): void {
  destroyTree(trees.closedByExec);
  destroyTree(trees.kept);
  destroy<FdTrees>(trees);
}
