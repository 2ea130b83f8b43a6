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

/** Writes a whole number; returns where it ends. */
export function writeNumber(to: usize, value: u32): usize {
  let end = to + 1;
  for (let rest = value / 10; rest > 0; rest /= 10) end++;
  let rest = value;
  for (let p = end; p > to; rest /= 10) putByte(--p, Char.Zero + <i32>(rest % 10));
  return end;
}

/** From 2^32 on, an f64 need not tell one millionth from the next. */
const SECONDS_LIMIT: f64 = 4_294_967_296;
const MICRO: f64 = 1e6;

/**
 * Writes seconds as JavaScript does, if they are whole microseconds; returns where they end, and 0 if they are not. JavaScript writes
 * the shortest decimal that is read as the same f64. Below 2^32 there are at least two f64 for each microsecond, so no other decimal of
 * at most six places is read as this one: what is left of it without zeros at the end is the shortest.
 */
export function writeSeconds(to: usize, seconds: f64): usize {
  if (!(seconds >= 0 && seconds < SECONDS_LIMIT)) return 0;
  const micros = Math.round(seconds * MICRO);
  if (micros / MICRO !== seconds) return 0;
  const whole = <u64>micros / 1_000_000;
  const end = writeNumber(to, <u32>whole);
  const rest = <u32>(<u64>micros - whole * 1_000_000);
  if (rest === 0) return end;
  let last = writeNumber(end, 1_000_000 + rest); // a digit before the six, where the point stands
  putByte(end, Char.Dot);
  while (byteAt(last - 1) === Char.Zero) last--;
  return last;
}
