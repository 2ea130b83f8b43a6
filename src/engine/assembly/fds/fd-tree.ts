/**
 * The fds of a table, by number, as a tree of which a forked child shares all that neither side has changed since.
 * So a fork costs the same for any number of fds, and the first change after it costs a copy of each
 * node on the way to one leaf.
 */
import { create, destroy } from "../heap/allocate";
import { replace } from "../heap/counted";
import { List } from "../heap/list";
import { ClosedFds, createClosedFds } from "./closed-fds";
import { cut, takeAll } from "./cut";
import { FdEntry } from "./fd-entry";
import { BITS, FdNode } from "./fd-node";
import { Holder } from "./holders";
import { moveRange } from "./move-range";
import { freshIn, ownedBy } from "./owned";
import { placeOfFd } from "./place";

/** The shift of the highest node: numbers have 32 bits. */
const TOP: i32 = 28;

@unmanaged
export class FdTree {
  /** Null if the tree is empty: then it knows nothing of what happened to its fds, and keeps no table that inherited it. */
  private root: FdNode | null;
  table: Holder;

  get size(): i32 {
    const root = this.root;
    return root ? root.size : 0;
  }

  /** What stands at the place of a number. */
  at(place: u32): FdEntry | null {
    const root = this.root;
    return root && covers(root, place) ? root.at(place) : null;
  }

  /** Adds an fd that the tree does not have. */
  add(entry: FdEntry): void {
    const place = placeOfFd(entry.fd);
    let node = this.rootOf(place);
    for (node.size++; node.shift > 0; node.size++) {
      const index = node.indexOf(place);
      const child = node.child(index);
      const next = child ? ownedBy(node, child) : freshIn(node, node.shift - BITS);
      node.putChild(index, next);
      node = next;
    }
    node.put(node.indexOf(place), entry);
  }

  /** Removes an fd that the tree has. */
  remove(entry: FdEntry): void {
    const place = placeOfFd(entry.fd);
    const socket = entry.socket;
    if (socket) socket.news.learn();
    let node = this.rootOf(place);
    if (node.size === 1) this.become(null);
    for (node.size--; node.shift > 0; node.size--) {
      const index = node.indexOf(place);
      const child = changetype<FdNode>(node.child(index));
      if (child.size === 1) {
        removeOnly(node, child);
        node.putChild(index, null);
        return;
      }
      const next = ownedBy(node, child);
      node.putChild(index, next);
      node = next;
    }
    node.takeOut(node.indexOf(place));
    node.left(entry);
  }

  /** Takes out the fds from `first` to `last`, both included. The caller must say of each that it `left`. */
  take(first: f64, last: f64, closed: ClosedFds): void {
    const root = this.root;
    if (root) this.become(cut(this.table, root, 0, first, last, closed));
  }

  /** Gives the fds from `first` to `last`, both included, to another tree of the same table. Parts of the tree move as they are. */
  moveTo(other: FdTree, first: f64, last: f64): void {
    const root = this.root;
    if (!root || first > last || first >= <f64>((<u64>1) << (root.shift + BITS))) return;
    const there = other.root;
    const shift = max(root.shift, there ? there.shift : 0);
    const from = this.rootAt(shift);
    const to = other.rootAt(shift);
    moveRange(from, to, 0, first, last);
    if (from.size === 0) this.become(null);
    if (to.size === 0) other.become(null);
  }

  /** Gives all fds to the tree of a forked child, whose table inherits them at this count of marks. */
  share(child: FdTree, number: i32): void {
    const root = this.root;
    if (!root) return;
    root.inherit(child.table, number);
    root.above.add(child.table);
    child.become(root);
  }

  /** Adds all entries to a list, by number. */
  collect(into: List<FdEntry>): void {
    const root = this.root;
    if (root) root.collect(into);
  }

  become(root: FdNode | null): void {
    this.root = replace<FdNode>(this.root, root);
  }

  /** A root that can hold a number, and that only this table has. */
  private rootOf(place: u32): FdNode {
    const root = this.root;
    let shift = root ? root.shift : 0;
    while (shift < TOP && place >>> (shift + BITS) !== 0) shift += BITS;
    return this.rootAt(shift);
  }

  /** A root that is so high, or higher if it was, and that only this table has. */
  private rootAt(shift: i32): FdNode {
    const old = this.root;
    let root = old ? ownedBy(this.table, old) : freshIn(this.table, shift);
    while (root.shift < shift) {
      const higher = freshIn(this.table, root.shift + BITS);
      higher.putChild(0, root);
      higher.size = root.size;
      root.above.remove(this.table);
      root.above.add(higher);
      root = higher;
    }
    this.become(root);
    return root;
  }
}

/** An empty tree of a table. */
export function createTree(table: Holder): FdTree {
  const tree = create<FdTree>();
  tree.table = table;
  return tree;
}

/** Gives a tree back, and its part of the nodes. */
export function destroyTree(tree: FdTree): void {
  tree.become(null);
  destroy<FdTree>(tree);
}

function covers(root: FdNode, place: u32): bool {
  return root.shift >= TOP || place >>> (root.shift + BITS) === 0;
}

/** The child has one fd, which goes. */
function removeOnly(above: FdNode, child: FdNode): void {
  const closed = createClosedFds();
  takeAll(above, child, closed);
  for (let i = 0; i < closed.fds.length; i++) closed.fds.at(i).left();
}
