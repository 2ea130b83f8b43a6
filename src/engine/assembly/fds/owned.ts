/** Nodes of a tree of fds that only one holder has, which may change them. */
import { createNode, FdNode } from "./fd-node";
import { Holder } from "./holders";

/** A new node, which the holder has to put in its place. */
export function freshIn(holder: Holder, shift: i32): FdNode {
  const node = createNode(shift);
  node.above.add(holder);
  return node;
}

/** The node if nothing else has it; otherwise a copy, which the holder has to put in its place. */
export function ownedBy(holder: Holder, node: FdNode): FdNode {
  if (node.above.count === 1) return node;
  const copy = node.copy();
  copy.above.add(holder);
  node.above.remove(holder);
  return copy;
}
