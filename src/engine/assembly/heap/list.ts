/** A list that grows. */
import { element } from "../memory";
import { allocate, create, destroy, release } from "./allocate";
import { Slot } from "./row";

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

  /** Takes out what stands at an index; what follows moves up. */
  remove(index: i32): void {
    this.length--;
    for (let i = index; i < this.length; i++) this.put(i, this.at(i + 1));
  }

  /** Forgets what stands from an index on. The room is kept. */
  cut(length: i32): void {
    this.length = min(this.length, length);
  }

  private grow(): void {
    const capacity = this.capacity === 0 ? FIRST_CAPACITY : this.capacity * 2;
    const start = allocate(capacity * offsetof<Slot<T>>());
    memory.copy(start, this.start, this.length * offsetof<Slot<T>>());
    this.releaseRoom();
    this.start = start;
    this.capacity = capacity;
  }

  /** Forgets all that is in it, and gives the room back. */
  clear(): void {
    this.releaseRoom();
    this.length = 0;
    this.capacity = 0;
  }

  releaseRoom(): void {
    if (this.capacity > 0) release(this.start, this.capacity * offsetof<Slot<T>>());
  }
}

/** An empty list, which the caller has to destroy. */
export function createList<T>(): List<T> {
  return create<List<T>>();
}

/** Gives a list back. The caller has let go of what is in it. */
export function destroyList<T>(list: List<T>): void {
  list.releaseRoom();
  destroy<List<T>>(list);
}
