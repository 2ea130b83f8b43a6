/**
 * Objects that several others refer to. Each that keeps one past the line at hand counts as a user of it (`keep`, `letGo`). An
 * object without users is destroyed at the end of the line, never before: what works on a line need not count.
 */
import { only } from "../memory";
import { create } from "./allocate";

@unmanaged
export class Counted {
  /** How many refer to it. */
  users: i32;
  /** The index of the function that destroys it. */
  destroyer: u32;
  /** The next one in the list of objects to look at when the line ends. */
  nextUnused: Counted | null;
  isListed: bool;
}

@unmanaged
class Unused {
  first: Counted | null;
}

const unused: Unused = only<Unused>();

/** A new object that nothing keeps yet; with `destroyer`, the function that gives it back. */
export function createCounted<T extends Counted>(destroyer: (object: usize) => void, extra: i32 = 0): T {
  const object = create<T>(extra);
  object.destroyer = destroyer.index;
  list(object);
  return object;
}

/** Counts one more user. */
export function keep<T extends Counted>(object: T): T {
  object.users++;
  return object;
}

/** One user less. */
export function letGo(object: Counted | null): void {
  if (object && --object.users === 0) list(object);
}

/** In place of one object that is kept, another is. */
export function replace<T extends Counted>(old: T | null, other: T | null): T | null {
  if (other) other.users++;
  if (old) letGo(old);
  return other;
}

/** The line has ended: destroys all objects without users. */
export function destroyUnused(): void {
  for (let object = unused.first; object; object = unused.first) {
    unused.first = object.nextUnused;
    object.isListed = false;
    if (object.users === 0) call_indirect<void>(object.destroyer, changetype<usize>(object));
  }
}

function list(object: Counted): void {
  if (object.isListed) return;
  object.isListed = true;
  object.nextUnused = unused.first;
  unused.first = object;
}
