/** A list that grows. */
import { element } from "../memory";
import { allocate, create, destroy, release } from "./allocate";

@unmanaged
class Slot<T> {
  value: T;
}

const FIRST_CAPACITY: i32 = 4;

@unmanaged
export class List<T> {
  length: i32;
  capacity: i32;
  start: usize;

  at(index: i32): T {
    return element<Slot<T>>(this.start, index).value;
  }

  put(index: i32, value: T): void {
    element<Slot<T>>(this.start, index).value = value;
  }

  push(value: T): void {
    if (this.length === this.capacity) this.grow();
    this.put(this.length++, value);
  }

  /** Forgets all. The room is kept. */
  clear(): void {
    this.length = 0;
  }

  /** Takes out what stands at an index; what follows moves up. */
  remove(index: i32): void {
    this.length--;
    const to = this.start + index * offsetof<Slot<T>>();
    memory.copy(to, to + offsetof<Slot<T>>(), (this.length - index) * offsetof<Slot<T>>());
  }

  /** Gives the room back. */
  free(): void {
    if (this.capacity > 0) release(this.start, this.capacity * offsetof<Slot<T>>());
    this.length = 0;
    this.capacity = 0;
    this.start = 0;
  }

  private grow(): void {
    const capacity = this.capacity === 0 ? FIRST_CAPACITY : this.capacity * 2;
    const start = allocate(capacity * offsetof<Slot<T>>());
    memory.copy(start, this.start, this.length * offsetof<Slot<T>>());
    if (this.capacity > 0) release(this.start, this.capacity * offsetof<Slot<T>>());
    this.start = start;
    this.capacity = capacity;
  }
}

export function createList<T>(): List<T> {
  return create<List<T>>();
}

export function destroyList<T>(list: List<T>): void {
  list.free();
  destroy<List<T>>(list);
}
