/** Takes fds out of a tree. */
import { ClosedFds } from "./closed-fds";
import { FdNode, WIDTH } from "./fd-node";
import { Holder } from "./holders";
import { ownedBy } from "./owned";

/**
 * Takes out what a node has from `first` to `last`. The first number that it can have is `base`.
 *
 * @returns what is left of it for its holder; null if nothing is
 */
export function cut(holder: Holder, node: FdNode, base: f64, first: f64, last: f64, closed: ClosedFds): FdNode | null {
  const step = <f64>((<u64>1) << node.shift);
  const end = base + step * <f64>WIDTH - 1;
  if (end < first || base > last) return node;
  if (base >= first && end <= last) {
    takeAll(holder, node, closed);
    return null;
  }
  const own = ownedBy(holder, node);
  for (let i = 0; i < WIDTH; i++) {
    const at = base + <f64>i * step;
    if (own.shift > 0) cutChild(own, i, at, first, last, closed);
    else if (at >= first && at <= last) takeOne(own, i, closed);
  }
  return own.size > 0 ? own : null;
}

/** Takes a node from its holder. What only this holder had is taken apart. */
export function takeAll(holder: Holder, node: FdNode, closed: ClosedFds): void {
  if (node.above.count > 1) {
    node.learnFromAll(holder);
    node.above.remove(holder);
    closed.shared.push(node);
    return;
  }
  for (let i = 0; i < WIDTH; i++) {
    if (node.shift > 0) takeChild(node, i, closed);
    else closed.add(node.entry(i), node);
  }
}

function cutChild(own: FdNode, index: i32, base: f64, first: f64, last: f64, closed: ClosedFds): void {
  const child = own.child(index);
  if (!child) return;
  const before = child.size;
  const rest = cut(own, child, base, first, last, closed);
  own.size -= before - (rest ? rest.size : 0);
  own.putChild(index, rest);
}

function takeOne(leaf: FdNode, index: i32, closed: ClosedFds): void {
  const entry = leaf.entry(index);
  if (!entry) return;
  const socket = entry.socket;
  if (socket) socket.news.learn();
  leaf.takeOut(index);
  leaf.size--;
  closed.add(entry, leaf);
}

/** A child that others have as well is no longer a part of the node, which is gone. */
function takeChild(node: FdNode, index: i32, closed: ClosedFds): void {
  const child = node.child(index);
  if (!child) return;
  const isShared = child.above.count > 1;
  takeAll(node, child, closed);
  if (isShared) node.putChild(index, null);
}
