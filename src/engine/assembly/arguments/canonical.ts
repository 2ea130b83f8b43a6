/**
 * The door to the grammar. Arguments of which one has no plain shape are read by the host, which writes the values back in plain
 * shapes (host/canonical.ts).
 */

import { Room } from "../call/room";
import { create } from "../heap/allocate";

/** What a text is, which decides how the grammar reads it. */
export enum Source {
  /** The arguments of the current call. */
  Arguments,
  /** A remark after its result. */
  Remark,
}

const room: Room = create<Room>();

/** For the host: where so many bytes have room. */
export function roomForCanonical(bytes: i32): usize {
  return room.of(bytes);
}
