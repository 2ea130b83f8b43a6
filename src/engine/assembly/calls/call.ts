/** The facts about a system call that the table of src/core/syscalls states; rows.ts fills them in. */
import { startsWith } from "../bytes";
import { element } from "../memory";
import { Effect } from "./effect";

/** How the arguments hold the bytes that a call moves. */
export enum Buffers {
  None,
  /** One string. */
  Single,
  /** An array of iovec. */
  Vector,
  /** A msghdr. */
  Message,
  /** An array of mmsghdr. */
  Messages,
}

/** The classes of strace's `-e trace=` that a call may prove; `Every`: all calls were traced. */
export enum CallClass {
  None,
  Desc,
  Network,
  Every,
}

/** In place of the index of an argument. */
export const NO_ARGUMENT: i32 = -1;

@unmanaged
export class Call {
  /** Where its name stands. */
  name: usize;
  nameLength: i32;
  effect: Effect;
  /** The argument with the fd that the call takes bytes from, the one with the fd that it gives bytes to. */
  from: i32;
  to: i32;
  buffers: Buffers;
  /** The argument with the MSG_ flags. */
  flags: i32;
  /** True for a call with an effect in the class `network`. */
  isNetwork: bool;
  /** True if its only class is `network`; true if it is in `desc`, and not in `network`. Both of the calls of the table alone. */
  isNetworkAlone: bool;
  isDescAlone: bool;
  /** True if it waits for an event on one of many fds. */
  waitsForEvents: bool;
  /** The whole class that was traced, if a capture shows the call (`impliesClass`). */
  proves: CallClass;
  /** The groups that the filter asks about (call-groups.ts). */
  groups: u32;

  isNamed(name: string): bool {
    return this.nameLength === name.length && startsWith(this.name, this.name + this.nameLength, name);
  }
}

export const MOST_CALLS: i32 = 1024;
const calls: usize = memory.data(MOST_CALLS * offsetof<Call>(), 8);

export function callAt(index: i32): Call {
  return element<Call>(calls, index);
}
