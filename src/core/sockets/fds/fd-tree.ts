import { BITS, type FdEntry, type FdNode, MASK } from "./fd-node.js";
import type { Holder, Inherited } from "./holders.js";
import { moveRange } from "./move-range.js";
import { freshIn, ownedBy } from "./owned.js";
import { placeOfFd } from "./place.js";

/** The shift of the highest node: numbers have 32 bits. */
const TOP = 28;

/** An fd that was taken out of a tree, and the leaf that it was in. */
export interface TakenFd {
  readonly entry: FdEntry;
  readonly leaf: FdNode;
}

/** What was taken out of a tree: single fds, and parts that other tables have as well. */
export interface TakenFds {
  readonly single: readonly TakenFd[];
  readonly shared: readonly FdNode[];
}

/**
 * The fds of a table, by number, as a tree of which a forked child shares all that neither side has changed since. So a fork
 * costs the same for any number of fds, and the first change after it costs a copy of each node on the way to one leaf.
 */
export class FdTree {
  /** Null if the tree is empty: then it knows nothing of what happened to its fds. */
  #root: FdNode | null = null;

  constructor(private readonly table: Holder) {}

  get size(): number {
    return this.#root?.size ?? 0;
  }

  get(fd: number): FdEntry | undefined {
    const node = this.#root;
    if (node === null) return undefined;
    if (node.shift === 0) return node.entries[fd]; // a leaf ends where its numbers end
    const place = placeOfFd(fd);
    if (!covers(node, place)) return undefined;
    return node.at(place);
  }

  /** Adds an fd that the tree does not have. */
  add(entry: FdEntry): void {
    const place = placeOfFd(entry.fd);
    let node = this.#rootOf(place);
    for (node.size++; node.shift > 0; node.size++) {
      const index = (place >>> node.shift) & MASK;
      const child = node.children[index];
      const next = child ? ownedBy(node, child) : freshIn(node, node.shift - BITS);
      node.children[index] = next;
      node = next;
    }
    node.put(place & MASK, entry);
  }

  /** Removes an fd that the tree has. */
  remove(entry: FdEntry): void {
    const place = placeOfFd(entry.fd);
    entry.socket?.news.learn();
    let node = this.#rootOf(place);
    if (node.size === 1) this.#root = null;
    for (node.size--; node.shift > 0; node.size--) {
      const index = (place >>> node.shift) & MASK;
      const child = node.children[index] as FdNode;
      if (child.size === 1) {
        node.children[index] = undefined;
        for (const { entry: only, leaf } of takeAll(node, child).single) leaf.left(only);
        return;
      }
      const next = ownedBy(node, child);
      node.children[index] = next;
      node = next;
    }
    node.entries[place & MASK] = undefined;
    node.left(entry);
  }

  /** Takes out the fds from `first` to `last`, both included. The caller must report to each leaf that its entry left. */
  take(first = 0, last = Number.POSITIVE_INFINITY): TakenFds {
    const taken = { single: [] as TakenFd[], shared: [] as FdNode[] };
    if (this.#root) this.#root = cut(this.table, this.#root, 0, first, last, taken);
    return taken;
  }

  /** Gives the fds from `first` to `last`, both included, to another tree of the same table. Parts of the tree move as they are. */
  moveTo(other: FdTree, first: number, last: number): void {
    if (this.#root === null || first > last || first >= 2 ** (this.#root.shift + BITS)) return;
    const shift = Math.max(this.#root.shift, other.#root?.shift ?? 0);
    const from = this.#rootAt(shift);
    const to = other.#rootAt(shift);
    moveRange(from, to, 0, first, last);
    if (from.size === 0) this.#root = null;
    if (to.size === 0) other.#root = null;
  }

  /** Gives all fds to the tree of a forked child. */
  share(child: FdTree, inherited: Inherited): void {
    if (this.#root === null) return;
    this.#root.inherited = inherited;
    this.#root.holders.add(child.table);
    child.#root = this.#root;
  }

  /** All entries, by number. */
  entries(): FdEntry[] {
    return this.#root?.all() ?? [];
  }

  /** A root that can hold a number, and that only this table has. */
  #rootOf(place: number): FdNode {
    let shift = this.#root?.shift ?? 0;
    while (shift < TOP && place >>> (shift + BITS) !== 0) shift += BITS;
    return this.#rootAt(shift);
  }

  /** A root that is so high, or higher if it was, and that only this table has. */
  #rootAt(shift: number): FdNode {
    let root = this.#root ? ownedBy(this.table, this.#root) : freshIn(this.table, shift);
    while (root.shift < shift) {
      const higher = freshIn(this.table, root.shift + BITS);
      higher.children[0] = root;
      higher.size = root.size;
      root.holders.remove(this.table);
      root.holders.add(higher);
      root = higher;
    }
    this.#root = root;
    return root;
  }
}

function covers(root: FdNode, place: number): boolean {
  return root.shift >= TOP || place >>> (root.shift + BITS) === 0;
}

/** Takes out what a node has from `first` to `last`. Returns what is left of it for its holder; null if nothing is. */
function cut(
  holder: Holder,
  node: FdNode,
  base: number,
  first: number,
  last: number,
  taken: { readonly single: TakenFd[]; readonly shared: FdNode[] },
): FdNode | null {
  const step = 2 ** node.shift;
  const end = base + step * (MASK + 1) - 1;
  if (end < first || base > last) return node;
  if (base >= first && end <= last) {
    const all = takeAll(holder, node);
    for (const each of all.single) taken.single.push(each);
    for (const each of all.shared) taken.shared.push(each);
    return null;
  }
  const own = ownedBy(holder, node);
  for (const [index, child] of own.children.entries()) {
    if (!child) continue;
    const before = child.size;
    const left = cut(own, child, base + index * step, first, last, taken);
    own.size -= before - (left?.size ?? 0);
    own.children[index] = left ?? undefined;
  }
  for (const [index, entry] of own.entries.entries()) {
    if (!entry || base + index < first || base + index > last) continue;
    entry.socket?.news.learn();
    own.entries[index] = undefined;
    own.size--;
    taken.single.push({ entry, leaf: own });
  }
  return own.size > 0 ? own : null;
}

/** Takes a node from its holder. What only this holder had is taken apart. */
function takeAll(holder: Holder, node: FdNode): TakenFds {
  const taken = { single: [] as TakenFd[], shared: [] as FdNode[] };
  const visit = (above: Holder, each: FdNode): void => {
    if (each.holders.count > 1) {
      each.inheritAll(above);
      each.holders.remove(above);
      taken.shared.push(each);
      return;
    }
    for (const child of each.children) if (child) visit(each, child);
    for (const entry of each.entries) if (entry) taken.single.push({ entry, leaf: each });
  };
  visit(holder, node);
  return taken;
}
