/** What was taken out of a table (core/sockets/fds/fd-table.ts, ClosedFds). It lasts until the line ends. */
import { destroy } from "../heap/allocate";
import { Counted, createCounted, letGo } from "../heap/counted";
import { createList, destroyList, List } from "../heap/list";
import { FdEntry } from "./fd-entry";
import { FdNode } from "./fd-node";

/** An fd that was taken out of a tree, and the leaf that it was in. */
@unmanaged
export class TakenFd extends Counted {
  entry: FdEntry;
  leaf: FdNode;

  /** The caller has done with it: its entry has left the leaf. */
  left(): void {}
}

@unmanaged
export class ClosedFds extends Counted {
  /** Fds that the table alone had, in the order in which they were opened. The caller says of each that it `left`. */
  fds: List<TakenFd>;
  /** Parts that other tables have as well. */
  shared: List<FdNode>;
}

export function createClosedFds(): ClosedFds {
  const closed = createCounted<ClosedFds>(destroyClosedFds);
  closed.fds = createList<TakenFd>();
  closed.shared = createList<FdNode>();
  return closed;
}

function destroyClosedFds(address: usize): void {
  const closed = changetype<ClosedFds>(address);
  destroyList<TakenFd>(closed.fds);
  destroyList<FdNode>(closed.shared);
  destroy<ClosedFds>(closed);
}
