/**
 * A map that, as JavaScript's, is walked through in the order in which its keys were put in. A key has 64 bits: a number, or the
 * address of an object. An entry that was removed leaves a gap; gaps are closed when there are many, so nothing is removed while
 * the map is walked through.
 *
 *     for (let at = map.after(-1); at >= 0; at = map.after(at)) map.keyAt(at), map.valueAt(at)
 */
import { element } from "../memory";
import { allocate, create, destroy, release } from "./allocate";

@unmanaged
class MapEntry<V> {
  key: u64;
  value: V;
  /** The index of the next entry of the same bucket. */
  next: i32;
  isHeld: bool;
}

@unmanaged
class Bucket {
  /** The index of its first entry. */
  first: i32;
}

const NONE: i32 = -1;
const FIRST_CAPACITY: i32 = 4;
/** If fewer than one of so many entries is in use, the room is halved. */
const MOST_GAPS: i32 = 4;

@unmanaged
export class OrderedMap<V> {
  /** How many keys it has. */
  size: i32;
  /** How many entries were made, those that were removed included. */
  made: i32;
  /** A power of two: room for so many entries, and as many buckets. */
  capacity: i32;
  entries: usize;
  buckets: usize;

  /** The value of a key; a zero without one. */
  get(key: u64): V {
    const index = this.indexOf(key);
    if (index >= 0) return this.entryAt(index).value;
    return isReference<V>() ? changetype<V>(0) : <V>0;
  }

  has(key: u64): bool {
    return this.indexOf(key) >= 0;
  }

  /** The index of a key, for `valueAt` and `putAt`; negative without one. */
  indexOf(key: u64): i32 {
    if (this.size === 0) return NONE;
    let index = this.bucketOf(key).first;
    while (index >= 0 && this.entryAt(index).key !== key) index = this.entryAt(index).next;
    return index;
  }

  set(key: u64, value: V): void {
    const index = this.indexOf(key);
    if (index >= 0) {
      this.putAt(index, value);
      return;
    }
    if (this.made === this.capacity) this.rebuild(this.size * 2 > this.capacity ? this.capacity * 2 : this.capacity);
    this.append(key, value);
  }

  /** Makes room for so many more keys at once. */
  makeRoom(more: i32): void {
    let capacity = max(this.capacity, FIRST_CAPACITY);
    while (capacity < this.size + more) capacity *= 2;
    if (capacity > this.capacity) this.rebuild(capacity);
  }

  /** Removes a key. False if it was not there. */
  delete(key: u64): bool {
    const index = this.indexOf(key);
    if (index < 0) return false;
    const entry = this.entryAt(index);
    const bucket = this.bucketOf(key);
    if (bucket.first === index) bucket.first = entry.next;
    else {
      let before = this.entryAt(bucket.first);
      while (before.next !== index) before = this.entryAt(before.next);
      before.next = entry.next;
    }
    entry.isHeld = false;
    this.size--;
    if (index === this.made - 1) this.made--;
    if (this.size === 0) this.empty();
    else if (this.size * MOST_GAPS < this.made) this.rebuild(this.capacity / 2);
    return true;
  }

  /** The next index that has a key; the first one after -1. Negative after the last. */
  after(index: i32): i32 {
    for (index++; index < this.made; index++) if (this.entryAt(index).isHeld) return index;
    return NONE;
  }

  keyAt(index: i32): u64 {
    return this.entryAt(index).key;
  }

  valueAt(index: i32): V {
    return this.entryAt(index).value;
  }

  putAt(index: i32, value: V): void {
    this.entryAt(index).value = value;
  }

  /** Forgets all, and gives the room back. */
  free(): void {
    if (this.capacity > 0) {
      release(this.entries, this.capacity * offsetof<MapEntry<V>>());
      release(this.buckets, this.capacity * offsetof<Bucket>());
    }
    this.size = 0;
    this.made = 0;
    this.capacity = 0;
  }

  private entryAt(index: i32): MapEntry<V> {
    return element<MapEntry<V>>(this.entries, index);
  }

  private bucketOf(key: u64): Bucket {
    return element<Bucket>(this.buckets, hashOf(key) & (this.capacity - 1));
  }

  private empty(): void {
    this.made = 0;
    if (this.capacity > FIRST_CAPACITY) this.rebuild(FIRST_CAPACITY);
  }

  /** Puts all into room for so many, or for the fewest, without gaps. */
  private rebuild(wanted: i32): void {
    const capacity = max(wanted, FIRST_CAPACITY);
    const entries = this.entries;
    const made = this.made;
    const before = this.capacity;
    if (capacity === before) {
      this.closeGaps();
      return;
    }
    if (before > 0) release(this.buckets, before * offsetof<Bucket>());
    this.reserve(capacity);
    for (let index = 0; index < made; index++) {
      const entry = element<MapEntry<V>>(entries, index);
      if (entry.isHeld) this.append(entry.key, entry.value);
    }
    if (before > 0) release(entries, before * offsetof<MapEntry<V>>());
  }

  /** Moves the entries together, in the room that they have. */
  private closeGaps(): void {
    const made = this.made;
    this.emptyBuckets();
    for (let index = 0; index < made; index++) {
      const entry = this.entryAt(index);
      if (entry.isHeld) this.append(entry.key, entry.value); // to its own place, or to one before it
    }
  }

  private append(key: u64, value: V): void {
    const entry = this.entryAt(this.made);
    const bucket = this.bucketOf(key);
    entry.key = key;
    entry.value = value;
    entry.isHeld = true;
    entry.next = bucket.first;
    bucket.first = this.made++;
    this.size++;
  }

  private reserve(capacity: i32): void {
    this.capacity = capacity;
    this.entries = allocate(capacity * offsetof<MapEntry<V>>());
    this.buckets = allocate(capacity * offsetof<Bucket>());
    this.emptyBuckets();
  }

  private emptyBuckets(): void {
    for (let index = 0; index < this.capacity; index++) element<Bucket>(this.buckets, index).first = NONE;
    this.size = 0;
    this.made = 0;
  }
}

/** The key of an fd, which may be any number on a damaged line. */
export function keyOfFd(fd: f64): u64 {
  return reinterpret<u64>(fd);
}

/** The key of an object. */
export function keyOfObject<T>(object: T): u64 {
  return <u64>changetype<usize>(object);
}

/** An empty map, which the caller has to destroy. */
export function createMap<V>(): OrderedMap<V> {
  return create<OrderedMap<V>>();
}

/** Gives a map back. The caller has let go of what is in it. */
export function destroyMap<V>(map: OrderedMap<V>): void {
  map.free();
  destroy<OrderedMap<V>>(map);
}

const GOLDEN: u64 = 0x9e3779b97f4a7c15;

function hashOf(key: u64): i32 {
  return <i32>(((key ^ (key >> 32)) * GOLDEN) >> 32); // of a small f64 the lower half is zero
}
