/** The pids that submitted work to an io_uring. */
import { OrderedMap } from "../heap/ordered-map";
import { only } from "../memory";

/** So many are named at most. */
const MOST: i32 = 1024;

/** A set: the values say nothing. */
const users: OrderedMap<i32> = only<OrderedMap<i32>>();

export function addRingUser(pid: i32): void {
  if (users.size < MOST) users.set(<u64>pid, 1);
}

/** How many there are. */
export function ringUserCount(): i32 {
  return users.size;
}

/** The pid at an index, from 0; NO_PID for a thread whose pid strace did not print. */
export function ringUser(index: i32): i32 {
  let at = users.after(-1);
  while (index-- > 0) at = users.after(at);
  return <i32>users.keyAt(at);
}
