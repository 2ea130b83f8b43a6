/**
 * A part of a tree of fds: 16 numbers, or 16 smaller parts. After a fork, the tables of parent and
 * child share it. A table that changes an fd in it makes a copy first. A socket counts a shared part as one reference.
 */
import { clearBlock } from "../blocks";
import { destroy } from "../heap/allocate";
import { createCounted, keep, letGo, replace } from "../heap/counted";
import { List } from "../heap/list";
import { Row } from "../heap/row";
import { FdEntry } from "./fd-entry";
import { HeldFd } from "./held-fd";
import { createHolders, Holder, Holders, holderAt } from "./holders";

/** Each level of the tree looks at this many bits of an fd number. */
export const BITS: i32 = 4;
export const WIDTH: i32 = 1 << BITS;
const MASK: u32 = WIDTH - 1;
const ROW_BYTES: i32 = WIDTH * 4;

/** After its fields stands the row of its entries, or of its children. */
@unmanaged
export class FdNode extends Holder {
  /** How many lower bits of the number the nodes below this one look at; 0 for a leaf, which holds the entries. */
  shift: i32;
  /** How many fds are in it. */
  size: i32;

  /** What it is in itself. */
  get above(): Holders {
    return changetype<Holders>(this.holders);
  }

  /** Of a node that is not a leaf. */
  child(index: i32): FdNode | null {
    return this.children.at(index);
  }

  putChild(index: i32, child: FdNode | null): void {
    this.children.put(index, replace<FdNode>(this.child(index), child));
  }

  /** Of a leaf. */
  entry(index: i32): FdEntry | null {
    return changetype<FdEntry | null>(changetype<Row<HeldFd>>(this.row).at(index));
  }

  /** What stands at a place. If that is not below this node, the number of what is found is another. */
  at(place: u32): FdEntry | null {
    let node: FdNode | null = this;
    while (node && node.shift > 0) node = node.child(node.indexOf(place));
    return node ? node.entry(place & MASK) : null;
  }

  /** The index of the part that a place is in. */
  indexOf(place: u32): i32 {
    return (place >>> this.shift) & MASK;
  }

  /** The same node with another one's contents, for a holder that changes it. */
  copy(): FdNode {
    const copy = createNode(this.shift);
    copy.size = this.size;
    copy.learnFrom(this);
    for (let i = 0; i < WIDTH; i++) {
      if (this.shift > 0) this.shareChild(i, copy);
      else this.shareEntry(i, copy);
    }
    return copy;
  }

  put(index: i32, entry: FdEntry): void {
    const socket = entry.socket;
    if (socket) socket.news.enter(this); // first: what was marked here is about its other fds
    this.keepEntry(index, entry);
    if (socket) socket.references++;
  }

  /** Takes an entry out of this leaf, which has not `left` yet. */
  takeOut(index: i32): void {
    letGo(this.entry(index));
    changetype<Row<HeldFd>>(this.row).put(index, null);
  }

  /** An entry of this leaf is gone. */
  left(entry: FdEntry): void {
    const socket = entry.socket;
    if (!socket) return;
    socket.news.leave(this);
    socket.references--;
  }

  /** A holder lets go of it: what was marked there, or in what that is in, is about the sockets here. */
  learnFromAll(above: Holder): void {
    this.learnFrom(above);
    const holders = above.holders;
    if (!holders || holders.count === 0) return;
    const several = holders.several;
    if (!several) this.learnFromAll(changetype<Holder>(holders.one));
    else for (let i = several.after(-1); i >= 0; i = several.after(i)) this.learnFromAll(holderAt(several, i));
  }

  /** What was marked here, and who inherited this, is from now on said of each part of it: then parts may come and go. */
  handDown(): void {
    if (!this.marks && this.inheritedNumber === 0) return;
    for (let i = 0; i < WIDTH; i++) {
      const child = this.child(i);
      if (child) child.learnFrom(this);
    }
    this.forgetMarks();
  }

  /** Adds all entries below it to a list, by number. */
  collect(into: List<FdEntry>): void {
    for (let i = 0; i < WIDTH; i++) {
      if (this.shift > 0) {
        const child = this.child(i);
        if (child) child.collect(into);
      } else {
        const entry = this.entry(i);
        if (entry) into.push(entry);
      }
    }
  }

  private get row(): usize {
    return changetype<usize>(this) + offsetof<FdNode>();
  }

  private get children(): Row<FdNode> {
    return changetype<Row<FdNode>>(this.row);
  }

  private shareChild(index: i32, copy: FdNode): void {
    const child = this.child(index);
    if (!child) return;
    copy.putChild(index, child);
    child.above.add(copy);
  }

  private shareEntry(index: i32, copy: FdNode): void {
    const entry = this.entry(index);
    if (!entry) return;
    copy.keepEntry(index, entry);
    const socket = entry.socket;
    if (!socket) return;
    socket.references++;
    socket.news.holders.add(copy);
  }

  private keepEntry(index: i32, entry: FdEntry): void {
    changetype<Row<HeldFd>>(this.row).put(index, keep<FdEntry>(entry));
  }
}

/** An empty node, which nothing keeps yet. */
export function createNode(shift: i32): FdNode {
  const node = createCounted<FdNode>(destroyNode, ROW_BYTES);
  const row = changetype<usize>(node) + offsetof<FdNode>();
  clearBlock(row, ROW_BYTES);
  node.shift = shift;
  node.holders = createHolders();
  if (shift === 0) node.entries = changetype<Row<HeldFd>>(row);
  return node;
}

function destroyNode(address: usize): void {
  const node = changetype<FdNode>(address);
  for (let i = 0; i < WIDTH; i++) letGo(node.shift > 0 ? node.child(i) : node.entry(i));
  node.freeHolder();
  destroy<FdNode>(node, ROW_BYTES);
}
