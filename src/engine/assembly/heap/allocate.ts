/**
 * Memory for what outlives a line: blocks of powers of two, and a list of the free blocks of each size. A block that is given
 * back is the next one of its size to be used, so memory grows only with what is kept.
 */
import { clearBlock } from "../blocks";
import { element, HEAP } from "../memory";

/** A free block begins with the place of the next one. */
@unmanaged
class FreeBlock {
  next: FreeBlock | null;
}

@unmanaged
class FreeList {
  first: FreeBlock | null;
}

/** As a power of two: 16 bytes. */
const SMALLEST: i32 = 4;
/** A search may read so many bytes past the end of a block. */
const SLACK: usize = 64;
const PAGE: usize = 65_536;
/** The memory grows by more than is needed now: by this part of what it is, because each time costs the host something. */
const GROWTH: i32 = 4;

/** In the builds for tests, what is given back is filled with it, so that whoever still uses that goes wrong at once. */
const USELESS: u8 = 0xdd;

const lists: usize = memory.data(32 * offsetof<FreeList>(), 8);
let top: usize = HEAP;
let used: f64 = 0;

/** A block of so many bytes or more. What it holds is not defined. */
export function allocate(bytes: i32): usize {
  const size = sizeOf(bytes);
  used += <f64>((<usize>1) << size);
  const list = element<FreeList>(lists, size);
  const block = list.first;
  if (!block) return freshBlock((<usize>1) << size);
  list.first = block.next;
  return changetype<usize>(block);
}

/** Gives a block back, of which so many bytes were asked for. */
export function release(start: usize, bytes: i32): void {
  const size = sizeOf(bytes);
  used -= <f64>((<usize>1) << size);
  if (!ASC_NO_ASSERT) memory.fill(start, USELESS, (<usize>1) << size);
  const list = element<FreeList>(lists, size);
  const block = changetype<FreeBlock>(start);
  block.next = list.first;
  list.first = block;
}

/** A new object, all zero, with room for `extra` bytes after its fields. */
export function create<T>(extra: i32 = 0): T {
  const start = allocate(offsetof<T>() + extra);
  clearBlock(start, offsetof<T>());
  return changetype<T>(start);
}

/** Gives the memory of an object back, which was created with so many extra bytes. */
export function destroy<T>(object: T, extra: i32 = 0): void {
  release(changetype<usize>(object), offsetof<T>() + extra);
}

/** How many bytes are in use. */
export function heapBytes(): f64 {
  return used;
}

/** The power of two that so many bytes need. */
function sizeOf(bytes: i32): i32 {
  return bytes <= 1 << SMALLEST ? SMALLEST : 32 - clz(bytes - 1);
}

function freshBlock(bytes: usize): usize {
  const start = top;
  top += bytes;
  const pages = memory.size();
  const missing = <i32>((top + SLACK + PAGE - 1) / PAGE) - pages;
  if (missing > 0 && memory.grow(missing + pages / GROWTH) < 0 && memory.grow(missing) < 0) unreachable();
  return start;
}
