/** Moves fds from one tree of a table to another. */
import { FdNode, WIDTH } from "./fd-node";
import { freshIn, ownedBy } from "./owned";

/**
 * Moves the fds from `first` to `last` from one node to another that has the same place in another tree of the same table. Only
 * their trees have these two nodes. Where the other tree has nothing, a whole part moves, so the cost does not grow with the fds.
 *
 * @param base the first number that the nodes can have
 * @returns how many fds moved
 */
export function moveRange(from: FdNode, to: FdNode, base: f64, first: f64, last: f64): i32 {
  const moved = from.shift > 0 ? moveChildren(from, to, base, first, last) : moveEntries(from, to, base, first, last);
  from.size -= moved;
  to.size += moved;
  return moved;
}

function moveChildren(from: FdNode, to: FdNode, base: f64, first: f64, last: f64): i32 {
  from.handDown(); // what was said of the fds there goes with them,
  to.handDown(); // and what was said of those here is not about them
  const step = <f64>((<u64>1) << from.shift);
  let moved = 0;
  for (let index = 0; index < WIDTH; index++) {
    const start = base + <f64>index * step;
    const end = start + step - 1;
    if (!from.child(index) || end < first || start > last) continue;
    const isWhole = start >= first && end <= last && !to.child(index);
    moved += isWhole ? moveChild(from, to, index) : movePart(from, to, index, start, first, last);
  }
  return moved;
}

function moveChild(from: FdNode, to: FdNode, index: i32): i32 {
  const child = changetype<FdNode>(from.child(index));
  to.putChild(index, child);
  from.putChild(index, null);
  child.above.add(to);
  child.above.remove(from);
  return child.size;
}

function movePart(from: FdNode, to: FdNode, index: i32, base: f64, first: f64, last: f64): i32 {
  const old = to.child(index);
  const source = ownedBy(from, changetype<FdNode>(from.child(index)));
  const target = old ? ownedBy(to, old) : freshIn(to, source.shift);
  const moved = moveRange(source, target, base, first, last);
  from.putChild(index, source.size > 0 ? source : null);
  to.putChild(index, target.size > 0 ? target : null);
  return moved;
}

function moveEntries(from: FdNode, to: FdNode, base: f64, first: f64, last: f64): i32 {
  let moved = 0;
  for (let index = 0; index < WIDTH; index++) {
    const number = base + <f64>index;
    const entry = from.entry(index);
    if (!entry || number < first || number > last) continue;
    to.put(index, entry);
    from.takeOut(index);
    from.left(entry);
    moved++;
  }
  return moved;
}
