/** A number for a text, mostly the target of a request: equal texts have equal numbers. */
import { byteAt } from "../bytes";

export const BASIS: u32 = 0x811c9dc5;
const PRIME: u32 = 0x01000193;

/** FNV-1a of the bytes start..end; never 0. The host computes the same (core/paths/target-hash.ts). */
export function hashOf(start: usize, end: usize): i32 {
  let hash = BASIS;
  for (let p = start; p < end; p++) hash = nextHash(hash, byteAt(p));
  return hash === 0 ? 1 : <i32>hash;
}

/** The number with one more byte. */
export function nextHash(hash: u32, byte: i32): u32 {
  return (hash ^ <u32>byte) * PRIME;
}
