/** Decimal digits, eight at a time. */
import { wordAt } from "./bytes";
import { only } from "./memory";

/** An f64 holds this many decimal digits exactly. */
const MOST_DIGITS: i32 = 15;

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
