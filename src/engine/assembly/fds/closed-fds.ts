/** What was taken out of a table. It lasts until the line ends. */
import { create, destroy } from "../heap/allocate";
import { Counted, createCounted } from "../heap/counted";
import { createList, destroyList, List } from "../heap/list";
import { sortBy } from "../heap/sort";
import { FdEntry } from "./fd-entry";
import { FdNode } from "./fd-node";

/** An fd that was taken out of a tree, and the leaf that it was in. */
@unmanaged
export class TakenFd {
  entry: FdEntry;
  leaf: FdNode;

  /** The entry is gone for good. */
  left(): void {
    this.leaf.left(this.entry);
  }
}

@unmanaged
export class ClosedFds extends Counted {
  /** Fds that the table alone had, in the order in which they were opened. The caller must say of each that it `left`. */
  fds: List<TakenFd>;
  /** Parts that other tables have as well. */
  shared: List<FdNode>;

  add(entry: FdEntry | null, leaf: FdNode): void {
    if (!entry) return;
    const taken = create<TakenFd>();
    taken.entry = entry;
    taken.leaf = leaf;
    this.fds.push(taken);
  }

  /** Puts the fds in the order in which they were opened. */
  sort(): void {
    sortBy<TakenFd>(this.fds, orderOf);
  }
}

function orderOf(taken: TakenFd): f64 {
  return <f64>taken.entry.order;
}

/** Nothing is taken out yet. Nothing keeps it: it lasts until the line ends. */
export function createClosedFds(): ClosedFds {
  const closed = createCounted<ClosedFds>(destroyClosedFds);
  closed.fds = createList<TakenFd>();
  closed.shared = createList<FdNode>();
  return closed;
}

function destroyClosedFds(address: usize): void {
  const closed = changetype<ClosedFds>(address);
  for (let i = 0; i < closed.fds.length; i++) destroy<TakenFd>(closed.fds.at(i));
  destroyList<TakenFd>(closed.fds);
  destroyList<FdNode>(closed.shared);
  destroy<ClosedFds>(closed);
}
