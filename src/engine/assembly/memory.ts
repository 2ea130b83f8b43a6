/**
 * The memory map. All that has one size has its place from the start on:
 *
 *     0     texts and tables, placed by the compiler
 *     IN    bytes of the capture: what is left of the chunk before, and the next chunk (input.ts)
 *     OUT   the records of the lines that were read
 *     heap  what outlives a line (heap/allocate.ts), and a longer IN
 *
 * It is small at the start, because a host that analyses many small captures counts it once for each of them.
 */

/** A longer line is not read (core/strace/line-splitter.ts). */
export const LONGEST_LINE: i32 = 16_777_216;
export const LONGEST_CHUNK: i32 = 131_072;

/** A search reads so many bytes past its end at most. */
export const OVERSHOOT: i32 = 64;
const PAGE: usize = 65_536;

/** IN has room for so many bytes at the start: a chunk, and a rest that is as long. */
export const FIRST_INPUT: i32 = 2 * LONGEST_CHUNK;

export const IN: usize = (__heap_base + 15) & ~15;
export const OUT: usize = (IN + FIRST_INPUT + OVERSHOOT + 15) & ~15;

/** OUT has room for so many bytes: 1,024 records (record.ts). */
const LONGEST_OUT: usize = 131_072;
export const HEAP: usize = OUT + LONGEST_OUT + OVERSHOOT;

/** Makes the memory so large that `records` bytes have room in OUT. */
export function reserve(records: usize): void {
  if (records > LONGEST_OUT) unreachable();
  const missing = <i32>((OUT + records + OVERSHOOT + PAGE - 1) / PAGE) - memory.size();
  if (missing > 0) memory.grow(missing);
}

/** The object at an index of a row that begins at `start`. */
export function element<T>(start: usize, index: i32): T {
  return changetype<T>(start + index * offsetof<T>());
}

/**
 * The only object of its class, at an address that the compiler knows. It is zero at the start. Who asks twice gets the same object
 * twice: a class with several of them needs `create` of heap/allocate.ts.
 */
export function only<T>(): T {
  return changetype<T>(memory.data(offsetof<T>(), 8));
}
