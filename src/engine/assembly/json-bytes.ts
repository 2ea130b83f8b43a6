/**
 * Writes JSON, sixteen bytes at a time. As in bytes.ts, each function has a second body for hosts without SIMD. What is written may
 * be followed by up to fifteen bytes that mean nothing: the caller has room for them.
 */
import { byteAt, putByte, writeLiteral } from "./bytes";
import { Char } from "./char";

/** Writes an ASCII literal; returns where it ends. */
export function writeWords(to: usize, literal: string): usize {
  if (ASC_FEATURE_SIMD) {
    for (let i = 0; i < literal.length; i += 16) {
      const from = changetype<usize>(literal) + (i << 1);
      v128.store(to + i, i8x16.narrow_i16x8_u(v128.load(from), v128.load(from, 16)));
    }
    return to + literal.length;
  }
  return writeLiteral(to, literal);
}

/**
 * Copies p..end if a string of JSON holds these bytes as they are (core/text/json-text.ts): printable ASCII without quotes and
 * backslashes, and without `#`, which may begin a command to GitHub's runner. Returns where the copy ends; 0: there is another byte.
 */
export function writePlain(to: usize, p: usize, end: usize): usize {
  const stop = to + (end - p);
  if (ASC_FEATURE_SIMD) {
    for (; p < end; p += 16, to += 16) {
      const block = v128.load(p);
      const found = i8x16.bitmask(notPlain(block));
      if (found !== 0 && p + ctz(found) < end) return 0;
      v128.store(to, block);
    }
  } else {
    for (; p < end; p++, to++) {
      const byte = byteAt(p);
      if (byte < Char.Space || byte > Char.Tilde) return 0;
      if (byte === Char.Quote || byte === Char.Backslash || byte === Char.Hash) return 0;
      putByte(to, byte);
    }
  }
  return stop;
}

/** The bytes of sixteen that `writePlain` does not copy. */
function notPlain(block: v128): v128 {
  const isLow = i8x16.lt_s(block, i8x16.splat(<i8>Char.Space)); // signed: bytes from 0x80 on are negative
  const isHigh = i8x16.gt_s(block, i8x16.splat(<i8>Char.Tilde));
  const isQuote = i8x16.eq(block, i8x16.splat(<i8>Char.Quote));
  const isBackslash = i8x16.eq(block, i8x16.splat(<i8>Char.Backslash));
  const isHash = i8x16.eq(block, i8x16.splat(<i8>Char.Hash));
  return v128.or(v128.or(v128.or(isLow, isHigh), v128.or(isQuote, isBackslash)), isHash);
}

/** Writes a number of at most ten digits; returns where it ends. */
export function writeNumber(to: usize, value: u32): usize {
  let end = to + 1;
  for (let rest = value / 10; rest > 0; rest /= 10) end++;
  let rest = value;
  for (let p = end; p > to; rest /= 10) putByte(--p, Char.Zero + <i32>(rest % 10));
  return end;
}
