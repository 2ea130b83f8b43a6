/**
 * Bytes of the capture, sixteen or sixty-four at a time. Beside blocks.ts, no other module uses SIMD, and each function here has a second body for
 * hosts that lack it: the compiler knows which build it makes, and leaves the other body out.
 *
 * A search reads up to sixty-three bytes past its end. It never reports what stands there.
 */
import { Char, isDigit } from "./char";

export function byteAt(p: usize): i32 {
  return <i32>load<u8>(p);
}

/** Eight bytes, the first one lowest. */
export function wordAt(p: usize): u64 {
  return load<u64>(p);
}

/** Up to eight bytes, with zeros in place of those after them. */
export function partAt(p: usize, length: i32): u64 {
  const word = wordAt(p) & (((<u64>1) << ((<u64>length) << 3)) - 1);
  return length >= 8 ? wordAt(p) : length > 0 ? word : 0;
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

/** The same for a `byte` that may stand far off, as the quote at the end of a string. */
export function findFar(p: usize, end: usize, byte: i32): usize {
  if (ASC_FEATURE_SIMD) {
    const wanted = i8x16.splat(<i8>byte);
    for (; p + 64 <= end; p += 64) {
      const first = v128.or(i8x16.eq(v128.load(p), wanted), i8x16.eq(v128.load(p, 16), wanted));
      const second = v128.or(i8x16.eq(v128.load(p, 32), wanted), i8x16.eq(v128.load(p, 48), wanted));
      if (v128.any_true(v128.or(first, second))) break;
    }
  }
  return find(p, end, byte);
}

/** The first `byte` in p..end that `next` follows, which may stand at the end; 0: none. */
export function findPair(p: usize, end: usize, byte: i32, next: i32): usize {
  if (ASC_FEATURE_SIMD) {
    const first = i8x16.splat(<i8>byte);
    const second = i8x16.splat(<i8>next);
    for (; p < end; p += 16) {
      const pairs = v128.and(i8x16.eq(v128.load(p), first), i8x16.eq(v128.load(p, 1), second));
      const found = i8x16.bitmask(pairs);
      if (found !== 0) return before(p + ctz(found), end);
    }
    return 0;
  }
  let at = find(p, end, byte);
  while (at !== 0 && byteAt(at + 1) !== next) at = find(at + 1, end, byte);
  return at;
}

/** The first `<` or `>` in p..end; 0: none. They differ in one bit. */
export function findAngle(p: usize, end: usize): usize {
  if (ASC_FEATURE_SIMD) {
    const wanted = i8x16.splat(<i8>Char.Greater);
    const bit = i8x16.splat(<i8>(Char.Less ^ Char.Greater));
    for (; p < end; p += 16) {
      const found = i8x16.bitmask(i8x16.eq(v128.or(v128.load(p), bit), wanted));
      if (found !== 0) return before(p + ctz(found), end);
    }
  } else {
    for (; p < end; p++) if ((byteAt(p) | (Char.Less ^ Char.Greater)) === Char.Greater) return p;
  }
  return 0;
}

/** The first byte of p..end that is not printable ASCII (the newline is one), or an `&`; 0: none. */
export function findLineMark(p: usize, end: usize): usize {
  if (ASC_FEATURE_SIMD) {
    for (; p + 64 <= end; p += 64) {
      const first = v128.or(lineMarks(p), lineMarks(p + 16));
      const second = v128.or(lineMarks(p + 32), lineMarks(p + 48));
      if (v128.any_true(v128.or(first, second))) break; // it is found below
    }
    for (; p < end; p += 16) {
      const found = i8x16.bitmask(lineMarks(p));
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

/** Of sixteen bytes, those that `findLineMark` finds. */
function lineMarks(p: usize): v128 {
  const block = v128.load(p);
  const isLow = i8x16.lt_s(block, i8x16.splat(<i8>Char.Space)); // signed: bytes from 0x80 on are negative
  return v128.or(isLow, i8x16.eq(block, i8x16.splat(<i8>Char.Ampersand)));
}

/** How many bytes `marksAt` looks at. */
export const BLOCK: usize = ASC_FEATURE_SIMD ? 64 : 16;

/**
 * The marks of the block at p, a bit for each byte, the first one lowest. A mark is what is no part of a word, a number or an
 * operator, nor a blank: " ' ( ) , / < = > [ \ ] ` { } ~ and DEL.
 */
export function marksAt(p: usize): u64 {
  let marks: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    marks = marksOf16(p) | (marksOf16(p + 16) << 16) | (marksOf16(p + 32) << 32) | (marksOf16(p + 48) << 48);
  } else {
    for (let i: usize = 0; i < BLOCK; i++) marks |= isMark(byteAt(p + i)) << (<u64>i);
  }
  return marks;
}

function marksOf16(p: usize): u64 {
  // a byte is a mark if the row of its low half and the row of its high half have a bit in common
  const byLow = i8x16(16, 0, 1, 0, 0, 0, 0, 1, 1, 1, 0, 4 | 8, 1 | 2 | 4, 2 | 4 | 8, 2 | 8, 1 | 8);
  const byHigh = i8x16(0, 0, 1, 2, 0, 4, 16, 8, 0, 0, 0, 0, 0, 0, 0, 0);
  const block = v128.load(p);
  const low = i8x16.swizzle(byLow, v128.and(block, i8x16.splat(0x0f)));
  const high = i8x16.swizzle(byHigh, i8x16.shr_u(block, 4));
  return <u64>(~i8x16.bitmask(i8x16.eq(v128.and(low, high), i8x16.splat(0))) & 0xffff);
}

/** The first mark in p..end; `end`: there is none. */
export function findMark(p: usize, end: usize): usize {
  for (; p < end; p += BLOCK) {
    const marks = marksAt(p);
    if (marks !== 0) return min(p + <usize>ctz(marks), end);
  }
  return end;
}

/** How many bytes of p..p+32 stand before the first `byte`; -1: it is not there. */
export function lengthBefore(p: usize, byte: i32): i32 {
  const at = find(p, p + 32, byte);
  return at === 0 ? -1 : <i32>(at - p);
}

/** No shape is longer. */
export const LONGEST_SHAPE: i32 = 32;
/** What a shape takes up: the bytes that it has, with a zero for each digit, and how far each byte may differ from them. */
export const SHAPE_BYTES: i32 = 2 * LONGEST_SHAPE;

/** Makes the shape of p..p+length: a digit stands for any digit, each other byte for itself. */
export function setShape(shape: usize, p: usize, length: usize): void {
  for (let i: usize = 0; i < <usize>LONGEST_SHAPE; i++) {
    const byte = byteAt(p + i);
    store<u8>(shape + i, <u8>(isDigit(byte) ? Char.Zero : byte));
    store<u8>(shape + i + LONGEST_SHAPE, <u8>(i >= length ? 0xff : isDigit(byte) ? 9 : 0));
  }
}

/** True if the bytes at p have the shape. */
export function hasShape(p: usize, shape: usize): bool {
  const most = shape + LONGEST_SHAPE;
  if (ASC_FEATURE_SIMD) {
    const first = i8x16.le_u(v128.xor(v128.load(p), v128.load(shape)), v128.load(most));
    const second = i8x16.le_u(v128.xor(v128.load(p, 16), v128.load(shape, 16)), v128.load(most, 16));
    return i8x16.all_true(v128.and(first, second));
  }
  let found: u64 = 0;
  for (let i: usize = 0; i < <usize>LONGEST_SHAPE; i += 8) {
    const difference = wordAt(p + i) ^ wordAt(shape + i);
    const limit = wordAt(most + i);
    found |= (((difference & LOWS) + (LOWS - (limit & LOWS))) | difference) & ~limit & TOPS;
  }
  return found === 0;
}

/** A character of an ASCII literal. */
export function literalByte(literal: string, index: i32): i32 {
  return <i32>load<u16>(changetype<usize>(literal) + (index << 1));
}

/** True if p..end begins with an ASCII literal. */
export function startsWith(p: usize, end: usize, literal: string): bool {
  const length = literal.length;
  if (p + length > end) return false;
  if (ASC_FEATURE_SIMD) {
    for (let i = 0; i < length; i += 8) {
      const equal = i16x8.eq(v128.load_ext<u8>(p + i), v128.load(changetype<usize>(literal) + (i << 1)));
      if (ctz(~i16x8.bitmask(equal)) < min(8, length - i)) return false;
    }
  } else {
    for (let i = 0; i < length; i++) if (byteAt(p + i) !== literalByte(literal, i)) return false;
  }
  return true;
}

/** The same for a literal of at most eight characters: with SIMD, one comparison. */
export function startsWithShort(p: usize, end: usize, literal: string): bool {
  if (ASC_FEATURE_SIMD) {
    const equal = i16x8.eq(v128.load_ext<u8>(p), v128.load(changetype<usize>(literal)));
    return p + literal.length <= end && ctz(~i16x8.bitmask(equal)) >= literal.length;
  }
  return startsWith(p, end, literal);
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

function before(at: usize, end: usize): usize {
  return at < end ? at : 0;
}

const ONES: u64 = 0x0101010101010101;
const TOPS: u64 = 0x8080808080808080;
const LOWS: u64 = ~TOPS;

/** The top bit of each byte of `word` that is zero. What stands above the lowest of them may be wrong. */
function zeroBytes(word: u64): u64 {
  return (word - ONES) & ~word & TOPS;
}

/** One bit for each character below 0x80 that is a mark. */
const MARKS_BELOW_64: u64 = 0x7000938400000000;
const MARKS_FROM_64: u64 = 0xe800000138000000;

/** 1 for a mark, 0 for another byte. */
function isMark(byte: i32): u64 {
  const marks = byte < 64 ? MARKS_BELOW_64 : MARKS_FROM_64;
  return byte < 0x80 ? (marks >> <u64>(byte & 63)) & 1 : 0;
}
