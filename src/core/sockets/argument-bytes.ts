import { EQUALS, SPACE } from "../strace/line/line-bytes.js";

const COMMA = 0x2c;
/** How long a decoration is searched through backwards for the result in front of it. */
const FAR = 160;

/** The decimal number at `start`, or -1. */
export function numberAt(bytes: Uint8Array, start: number): number {
  let value = -1;
  for (let i = start; ; i++) {
    const digit = (bytes[i] as number) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return value;
    value = Math.max(0, value) * 10 + digit;
  }
}

/** How many characters a number takes that strace prints. */
export function digitsOf(value: number): number {
  let digits = value < 0 ? 0 : 1;
  for (let rest = value; rest >= 10; rest /= 10) digits++;
  return digits;
}

/** Where the result stands, or -1 where it is not near the end. */
export function resultAt(bytes: Uint8Array, start: number, end: number): number {
  for (let i = end - 2; i >= start && i > end - FAR; i--) {
    if (bytes[i] === EQUALS && bytes[i - 1] === SPACE && bytes[i + 1] === SPACE) return i + 2;
  }
  return -1;
}

/** Where the argument behind the next comma stands; `end` where none does. */
export function behindComma(bytes: Uint8Array, start: number, end: number): number {
  for (let i = start; i < end; i++) if (bytes[i] === COMMA && bytes[i + 1] === SPACE) return i + 2;
  return end;
}

/** True for the first letter of a constant: behind another, `-X raw` printed a number, or the line is cut. */
export function isCapital(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x41 && byte <= 0x5a;
}
