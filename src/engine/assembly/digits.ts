/** Decimal digits, eight at a time. */
import { byteAt, wordAt } from "./bytes";
import { Char, isDigit } from "./char";
import { only } from "./memory";

/** An f64 holds this many decimal digits exactly. */
export const MOST_DIGITS: i32 = 15;

const ZEROS: u64 = 0x3030303030303030;
const TOPS: u64 = 0x8080808080808080;
/** Added to a byte from 0 to 9, it leaves the top bit clear; added to a larger one, it sets it. */
const BEYOND_NINE: u64 = 0x7676767676767676;

@unmanaged
class Digits {
  value: u64;
  count: i32;
  /** Where they end. */
  end: usize;

  /** Reads the digits at p, of which there may be none. The byte after a line is no digit, so they end with the line at the latest. */
  read(p: usize): void {
    let value: u64 = 0;
    let end = p;
    for (let bits: u64 = 64; bits === 64 && end - p <= <usize>MOST_DIGITS; ) {
      const word = wordAt(end) ^ ZEROS;
      const others = ((word + BEYOND_NINE) | word) & TOPS; // what stands above the lowest of them may be wrong
      bits = others === 0 ? 64 : ctz(others) & 56;
      if (bits === 0) break;
      const found = <i32>(bits >> 3);
      value = value * unchecked(TENS[found]) + eightDigits(word << (64 - bits)); // with zeros in front
      end += found;
    }
    this.value = value;
    this.count = <i32>(end - p);
    this.end = end;
  }

  /** True if an f64 may not hold them exactly. */
  get areTooMany(): bool {
    return this.count > MOST_DIGITS;
  }

  get number(): f64 {
    return <f64>this.value;
  }
}

/** The digits that were read last. */
export const digits: Digits = only<Digits>();

/** The number of the `count` digits at p, at most sixteen, if it is known that so many stand there. */
export function numberAt(p: usize, count: i32): u64 {
  if (count <= 8) return leadingDigits(wordAt(p), count);
  return leadingDigits(wordAt(p), count - 8) * unchecked(TENS[8]) + leadingDigits(wordAt(p + count - 8), 8);
}

/** How many of the eight bytes at p are digits, up to the first that is none. */
export function digitsAt(p: usize): i32 {
  const word = wordAt(p) ^ ZEROS;
  const others = ((word + BEYOND_NINE) | word) & TOPS; // as in `read`
  return others === 0 ? 8 : <i32>(ctz(others) >> 3);
}

/** How many characters `10:00:01` has. */
export const TIME_OF_DAY: usize = 8;

/** True if two digits, a colon, two digits, a colon and two digits stand at p. */
export function isTimeOfDay(p: usize): bool {
  for (let i: usize = 0; i < TIME_OF_DAY; i++) {
    if (i === 2 || i === 5 ? byteAt(p + i) !== Char.Colon : !isDigit(byteAt(p + i))) return false;
  }
  return true;
}

/** The seconds of a time of day, if it is known that one stands at p. */
export function timeOfDayAt(p: usize): u64 {
  const word = wordAt(p) ^ ZEROS;
  const pairs = word * 10 + (word >> 8);
  const hours = pairs & 0xff;
  const minutes = (pairs >> 24) & 0xff;
  const seconds = (pairs >> 48) & 0xff;
  return (hours * 60 + minutes) * 60 + seconds;
}

/** The number of the first 1 to 8 digits of a word. */
function leadingDigits(word: u64, count: i32): u64 {
  return eightDigits((word ^ ZEROS) << (64 - ((<u64>count) << 3))); // with zeros in front
}

/** The number of eight digits, the first one lowest: pairs of them, then all four pairs at once. */
function eightDigits(word: u64): u64 {
  const pairs = word * 10 + (word >> 8);
  const outer = (pairs & 0x000000ff000000ff) * 0x000f424000000064; // 100 and, four bytes up, 1,000,000
  const inner = ((pairs >> 16) & 0x000000ff000000ff) * 0x0000271000000001; // 1 and, four bytes up, 10,000
  return (outer + inner) >> 32;
}

/** The powers of ten, for eight digits. */
const TENS: StaticArray<u64> = [1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000];
const POWERS: StaticArray<f64> = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/** Exact, up to `MOST_DIGITS`. */
export function powerOfTen(exponent: i32): f64 {
  return unchecked(POWERS[exponent]);
}
