import { type FdNode, MASK } from "./fd-node.js";
import { freshIn, ownedBy } from "./owned.js";

/**
 * Moves the fds from `first` to `last` from one node to another that has the same place in another tree of the same table. Only
 * their trees have these two nodes. Where the other tree has nothing, a whole part moves, so the cost does not grow with the fds.
 *
 * @param base the first number that the nodes can have
 * @returns how many fds moved
 */
export function moveRange(from: FdNode, to: FdNode, base: number, first: number, last: number): number {
  const moved = from.shift > 0 ? moveChildren(from, to, base, first, last) : moveEntries(from, to, base, first, last);
  from.size -= moved;
  to.size += moved;
  return moved;
}

function moveChildren(from: FdNode, to: FdNode, base: number, first: number, last: number): number {
  from.handDown(); // what was said of the fds there goes with them,
  to.handDown(); // and what was said of those here is not about them
  const step = 2 ** from.shift;
  let moved = 0;
  for (let index = 0; index <= MASK; index++) {
    const start = base + index * step;
    const end = start + step - 1;
    if (!from.children[index] || end < first || start > last) continue;
    const isWhole = start >= first && end <= last && !to.children[index];
    moved += isWhole ? moveChild(from, to, index) : movePart(from, to, index, start, first, last);
  }
  return moved;
}

function moveChild(from: FdNode, to: FdNode, index: number): number {
  const child = from.children[index] as FdNode;
  from.children[index] = undefined;
  to.children[index] = child;
  child.holders.add(to);
  child.holders.remove(from);
  return child.size;
}

function movePart(from: FdNode, to: FdNode, index: number, base: number, first: number, last: number): number {
  const old = to.children[index];
  const source = ownedBy(from, from.children[index] as FdNode);
  const target = old ? ownedBy(to, old) : freshIn(to, source.shift);
  const moved = moveRange(source, target, base, first, last);
  from.children[index] = source.size > 0 ? source : undefined;
  to.children[index] = target.size > 0 ? target : undefined;
  return moved;
}

function moveEntries(from: FdNode, to: FdNode, base: number, first: number, last: number): number {
  let moved = 0;
  for (let index = 0; index <= MASK; index++) {
    const entry = from.entries[index];
    if (!entry || base + index < first || base + index > last) continue;
    to.put(index, entry);
    from.entries[index] = undefined;
    from.left(entry);
    moved++;
  }
  return moved;
}
