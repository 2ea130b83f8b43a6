import { EQUALS, SPACE } from "../../strace/line/line-bytes.js";

const COMMA = 0x2c;
/** How many bytes before the end of a line the result is searched in. The decoration of the result may be long. */
const RESULT_REACH = 160;

/** The decimal number at `start`, or -1. */
export function numberAt(bytes: Uint8Array, start: number): number {
  let value = -1;
  for (let i = start; ; i++) {
    const digit = (bytes[i] as number) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return value;
    value = Math.max(0, value) * 10 + digit;
  }
}

/** The length of a number as strace prints it, in bytes; 0 for -1, which stands for no number. */
export function digitsOf(value: number): number {
  let digits = value < 0 ? 0 : 1;
  for (let rest = value; rest >= 10; rest /= 10) digits++;
  return digits;
}

/** The index of the result of a call, or -1 if the result is not near the end of the line. */
export function resultStart(bytes: Uint8Array, start: number, end: number): number {
  for (let i = end - 2; i >= start && i > end - RESULT_REACH; i--) {
    if (bytes[i] === EQUALS && bytes[i - 1] === SPACE && bytes[i + 1] === SPACE) return i + 2;
  }
  return -1;
}

/** The index of the argument after the next comma, or `end` if there is none. */
export function nextArgument(bytes: Uint8Array, start: number, end: number): number {
  for (let i = start; i < end; i++) if (bytes[i] === COMMA && bytes[i + 1] === SPACE) return i + 2;
  return end;
}

/** True for the first letter of a constant. Any other byte is a number (`-X raw`), or the line is cut. */
export function isCapital(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x41 && byte <= 0x5a;
}
