/**
 * Bytes of the capture, sixteen at a time. No other module uses SIMD, and each function here has a second body for hosts
 * that lack it: the compiler knows which build it makes, and leaves the other body out.
 *
 * A search reads up to fifteen bytes past its end. It never reports what stands there.
 */
import { Char } from "./char";

export function byteAt(p: usize): i32 {
  return <i32>load<u8>(p);
}

/** Eight bytes, the first one lowest. */
export function wordAt(p: usize): u64 {
  return load<u64>(p);
}

/** The first `byte` in p..end; 0: none. */
export function find(p: usize, end: usize, byte: i32): usize {
  if (ASC_FEATURE_SIMD) {
    const wanted = i8x16.splat(<i8>byte);
    for (; p < end; p += 16) {
      const found = i8x16.bitmask(i8x16.eq(v128.load(p), wanted));
      if (found !== 0) return before(p + ctz(found), end);
    }
  } else {
    const wanted = ONES * <u64>byte;
    for (; p < end; p += 8) {
      const found = zeroBytes(wordAt(p) ^ wanted);
      if (found !== 0) return before(p + (<usize>ctz(found) >> 3), end);
    }
  }
  return 0;
}

/** The first byte of p..end that is not printable ASCII (the newline is one), or an `&`; 0: none. */
export function findLineMark(p: usize, end: usize): usize {
  if (ASC_FEATURE_SIMD) {
    for (; p < end; p += 16) {
      const block = v128.load(p);
      const isLow = i8x16.lt_s(block, i8x16.splat(<i8>Char.Space)); // signed: bytes from 0x80 on are negative
      const isAmpersand = i8x16.eq(block, i8x16.splat(<i8>Char.Ampersand));
      const found = i8x16.bitmask(v128.or(isLow, isAmpersand));
      if (found !== 0) return before(p + ctz(found), end);
    }
  } else {
    for (; p < end; p++) {
      const byte = <i32>load<i8>(p);
      if (byte < Char.Space || byte === Char.Ampersand) return p;
    }
  }
  return 0;
}

/**
 * The first byte of p..end that is no part of a word, a number or an operator, nor a blank; `end`: none. These are
 * " ' ( ) , / < = > [ \ ] ` { } ~ and DEL.
 */
export function findMark(p: usize, end: usize): usize {
  if (ASC_FEATURE_SIMD) {
    // a byte is one of them if the row of its low half and the row of its high half have a bit in common
    const byLow = i8x16(16, 0, 1, 0, 0, 0, 0, 1, 1, 1, 0, 4 | 8, 1 | 2 | 4, 2 | 4 | 8, 2 | 8, 1 | 8);
    const byHigh = i8x16(0, 0, 1, 2, 0, 4, 16, 8, 0, 0, 0, 0, 0, 0, 0, 0);
    for (; p < end; p += 16) {
      const block = v128.load(p);
      const low = i8x16.swizzle(byLow, v128.and(block, i8x16.splat(0x0f)));
      const high = i8x16.swizzle(byHigh, i8x16.shr_u(block, 4));
      const found = ~i8x16.bitmask(i8x16.eq(v128.and(low, high), i8x16.splat(0))) & 0xffff;
      if (found !== 0) {
        const at = p + ctz(found);
        return at < end ? at : end;
      }
    }
  } else {
    for (; p < end; p++) if (isMark(byteAt(p))) return p;
  }
  return end;
}

/** How many bytes of p..p+32 stand before the first `byte`; -1: it is not there. */
export function lengthBefore(p: usize, byte: i32): i32 {
  const at = find(p, p + 32, byte);
  return at === 0 ? -1 : <i32>(at - p);
}

/** A character of an ASCII literal. */
export function literalByte(literal: string, index: i32): i32 {
  return <i32>load<u16>(changetype<usize>(literal) + (index << 1));
}

/** True if p..end begins with an ASCII literal. */
export function startsWith(p: usize, end: usize, literal: string): bool {
  const length = literal.length;
  if (p + length > end) return false;
  for (let i = 0; i < length; i++) if (byteAt(p + i) !== literalByte(literal, i)) return false;
  return true;
}

/** Writes an ASCII literal; returns where it ends. */
export function writeLiteral(to: usize, literal: string): usize {
  const length = literal.length;
  for (let i = 0; i < length; i++) store<u8>(to + i, <u8>literalByte(literal, i));
  return to + length;
}

/** The first place in p..end where an ASCII literal begins; 0: none. */
export function findLiteral(p: usize, end: usize, literal: string): usize {
  const first = literalByte(literal, 0);
  for (let at = find(p, end, first); at !== 0; at = find(at + 1, end, first))
    if (startsWith(at, end, literal)) return at;
  return 0;
}

/** True if p..end ends with an ASCII literal. */
export function endsWith(p: usize, end: usize, literal: string): bool {
  return end - p >= <usize>literal.length && startsWith(end - literal.length, end, literal);
}

/** True if p..end is an ASCII literal. */
export function isLiteral(p: usize, end: usize, literal: string): bool {
  return end - p === <usize>literal.length && startsWith(p, end, literal);
}

export function putByte(p: usize, byte: i32): void {
  store<u8>(p, <u8>byte);
}

/** Copies p..end; returns where the copy ends. */
export function copyBytes(to: usize, p: usize, end: usize): usize {
  memory.copy(to, p, end - p);
  return to + (end - p);
}

function before(at: usize, end: usize): usize {
  return at < end ? at : 0;
}

const ONES: u64 = 0x0101010101010101;
const TOPS: u64 = 0x8080808080808080;

/** The top bit of each byte of `word` that is zero. What stands above the lowest of them may be wrong. */
function zeroBytes(word: u64): u64 {
  return (word - ONES) & ~word & TOPS;
}

/** One bit for each character below 0x80 that `findMark` looks for. */
const MARKS_BELOW_64: u64 = 0x7000938400000000;
const MARKS_FROM_64: u64 = 0xe800000138000000;

function isMark(byte: i32): bool {
  if (byte >= 0x80) return false;
  const marks = byte < 64 ? MARKS_BELOW_64 : MARKS_FROM_64;
  return ((marks >> <u64>(byte & 63)) & 1) !== 0;
}
