/**
 * Runs of memory: cleared, copied and compared a few bytes at a time. The instructions of WebAssembly for whole runs are calls of the
 * host's C library, which cost more than the run itself if that is short, as nearly all are. Beside bytes.ts, this is the only module
 * that uses SIMD; each function has a second body for hosts that lack it.
 */

/** Longer runs are left to the host. */
const LONG: usize = 256;

/** Clears the first `length` bytes at p, and up to fifteen more. */
export function clearBlock(p: usize, length: usize): void {
  if (length > LONG) {
    memory.fill(p, 0, length);
    return;
  }
  if (ASC_FEATURE_SIMD) for (let i: usize = 0; i < length; i += 16) v128.store(p + i, i64x2.splat(0));
  else for (let i: usize = 0; i < length; i += 8) store<u64>(p + i, 0);
}

/** Copies p..end, which does not overlap with the copy; returns where the copy ends. */
export function copyBytes(to: usize, p: usize, end: usize): usize {
  const length = end - p;
  if (length < 8) {
    for (let i: usize = 0; i < length; i++) store<u8>(to + i, load<u8>(p + i));
  } else if (length > LONG) memory.copy(to, p, length);
  else {
    // the last step may copy again what the one before it has copied
    const last = length - 8;
    for (let i: usize = 0; i < last; i += 8) store<u64>(to + i, load<u64>(p + i));
    store<u64>(to + last, load<u64>(p + last));
  }
  return to + length;
}

/** True if the first `length` bytes at p and at q are the same. It reads up to fifteen bytes past them. */
export function areSame(p: usize, q: usize, length: i32): bool {
  if (ASC_FEATURE_SIMD) {
    for (let i = 0; i < length; i += 16) {
      const equal = i8x16.bitmask(i8x16.eq(v128.load(p + i), v128.load(q + i)));
      if (ctz(~equal) < min(16, length - i)) return false;
    }
    return true;
  }
  return memory.compare(p, q, length) === 0;
}
