/**
 * The fds of a table, by number, as a tree of which a forked child shares all that neither side has changed since
 * (core/sockets/fds/fd-tree.ts). So a fork costs the same for any number of fds, and the first change after it costs a copy of each
 * node on the way to one leaf.
 */
import { create, destroy } from "../heap/allocate";
import { replace } from "../heap/counted";
import { List } from "../heap/list";
import { ClosedFds, createClosedFds } from "./closed-fds";
import { cut, takeAll } from "./cut";
import { FdEntry } from "./fd-entry";
import { BITS, FdNode, WIDTH } from "./fd-node";
import { Holder } from "./holders";
import { freshIn, ownedBy } from "./owned";

const MASK: u32 = WIDTH - 1;
/** The shift of the highest node: numbers have 32 bits. */
const TOP: i32 = 28;
/** The largest fd that an int can hold; strace prints no larger one, but a line may be damaged. */
const LARGEST: f64 = 0x7fff_ffff;

@unmanaged
export class FdTree {
  private root: FdNode | null;
  table: Holder;

  get size(): i32 {
    const root = this.root;
    return root ? root.size : 0;
  }

  get(fd: f64): FdEntry | null {
    const key = placeOf(fd);
    let node = this.root;
    if (!node || !covers(node, key)) return null;
    while (node && node.shift > 0) node = node.child(indexIn(node, key));
    return node ? node.entry(key & MASK) : null;
  }

  /** Adds an fd that the tree does not have. */
  add(entry: FdEntry): void {
    const key = placeOf(entry.fd);
    let node = this.rootOf(key);
    for (node.size++; node.shift > 0; node.size++) {
      const index = indexIn(node, key);
      const child = node.child(index);
      const next = child ? ownedBy(node, child) : freshIn(node, node.shift - BITS);
      node.putChild(index, next);
      node = next;
    }
    node.put(key & MASK, entry);
  }

  /** Removes an fd that the tree has. */
  remove(entry: FdEntry): void {
    const key = placeOf(entry.fd);
    const socket = entry.socket;
    if (socket) socket.news.learn();
    let node = this.rootOf(key);
    for (node.size--; node.shift > 0; node.size--) {
      const index = indexIn(node, key);
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
    node.takeOut(key & MASK);
    node.left(entry);
  }

  /** Takes out the fds from `first` to `last`, both included. The caller must say of each that it `left`. */
  take(first: f64, last: f64, closed: ClosedFds): void {
    const root = this.root;
    if (root && root.size > 0) this.become(cut(this.table, root, 0, first, last, closed));
  }

  /** Gives all fds to the tree of a forked child, whose table inherits them at this count of marks. */
  share(child: FdTree, number: i32): void {
    const root = this.root;
    if (!root || root.size === 0) return;
    root.inherit(child.table, number);
    root.above.add(child.table);
    child.become(root);
  }

  /** Adds all entries to a list, by number. */
  collect(into: List<FdEntry>): void {
    const root = this.root;
    if (root && root.size > 0) collectFrom(root, into);
  }

  /**
   * It is empty, so no socket asks who inherited it: the root need not keep that table, which may be the one that keeps the
   * root.
   */
  forgetHeir(): void {
    const root = this.root;
    if (root) root.inherit(null, 0);
  }

  become(root: FdNode | null): void {
    this.root = replace<FdNode>(this.root, root);
  }

  /** A root that can hold a number, and that only this table has. */
  private rootOf(key: u32): FdNode {
    const old = this.root;
    let root = old ? ownedBy(this.table, old) : freshIn(this.table, 0);
    while (!covers(root, key)) {
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

/** The place of a number in the tree: numbers that no fd can have get places that none has. */
function placeOf(fd: f64): u32 {
  if (fd >= 0 && fd <= LARGEST) return <u32>fd;
  const rest = abs(fd) % (LARGEST + 1);
  return 0x8000_0000 + (rest >= 0 ? <u32>rest : 0);
}

function covers(root: FdNode, key: u32): bool {
  return root.shift >= TOP || key >>> (root.shift + BITS) === 0;
}

function indexIn(node: FdNode, key: u32): i32 {
  return (key >>> node.shift) & MASK;
}

/** The child has one fd, which goes. */
function removeOnly(above: FdNode, child: FdNode): void {
  const closed = createClosedFds();
  takeAll(above, child, closed);
  for (let i = 0; i < closed.fds.length; i++) closed.fds.at(i).left();
}

function collectFrom(node: FdNode, into: List<FdEntry>): void {
  for (let i = 0; i < WIDTH; i++) {
    if (node.shift > 0) {
      const child = node.child(i);
      if (child) collectFrom(child, into);
    } else {
      const entry = node.entry(i);
      if (entry) into.push(entry);
    }
  }
}
