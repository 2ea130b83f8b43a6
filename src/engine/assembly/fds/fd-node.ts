/**
 * A part of a tree of fds: 16 numbers, or 16 smaller parts (core/sockets/fds/fd-node.ts). After a fork, the tables of parent and
 * child share it. A table that changes an fd in it makes a copy first. A socket counts a shared part as one reference.
 */
import { Holder } from "./holders";

/** Each level of the tree looks at this many bits of an fd number. */
export const BITS: i32 = 4;
export const WIDTH: i32 = 1 << BITS;

@unmanaged
export class FdNode extends Holder {
  /** How many lower bits of the number the nodes below this one look at; 0 for a leaf, which holds the entries. */
  shift: i32;
  /** How many fds are in it. */
  size: i32;
}
