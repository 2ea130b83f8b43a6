import { FdNode } from "./fd-node.js";
import type { Holder } from "./holders.js";

/** A new node, which the holder has to put in its place. */
export function freshIn(holder: Holder, shift: number): FdNode {
  const node = new FdNode(shift);
  node.holders.add(holder);
  return node;
}

/** The node if nothing else has it; otherwise a copy, which the holder has to put in its place. */
export function ownedBy(holder: Holder, node: FdNode): FdNode {
  if (node.holders.count === 1) return node;
  const copy = node.copy();
  copy.holders.add(holder);
  node.holders.remove(holder);
  return copy;
}
