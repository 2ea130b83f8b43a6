/** Places that stand one after the other in memory. */
import { element } from "../memory";

/** A place for a number or for a reference. */
@unmanaged
export class Slot<T> {
  value: T;
}

/** References in a row. It begins where its first one stands; its length is known to whoever made it. */
@unmanaged
export class Row<T> {
  at(index: i32): T | null {
    return element<Slot<T | null>>(changetype<usize>(this), index).value;
  }

  put(index: i32, object: T | null): void {
    element<Slot<T | null>>(changetype<usize>(this), index).value = object;
  }
}
