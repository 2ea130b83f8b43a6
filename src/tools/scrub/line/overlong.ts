import { BODY } from "./mask.js";

/** The size that a call gives for the string before it. */
const SIZE_OF_STRING = /^, (?:iov_len=|count=|len=|size=)?(\d{1,10})(?!\w)/;
/** What may be the size of a chunk: hexadecimal digits at the begin of a line. */
const SIZE_LINE = /(^|\n)([0-9a-fA-F]+)/g;

/** True if a string shows more bytes than its call has in the buffer: strace never prints such a line. */
export function isOverlong(bytes: string, after: string): boolean {
  return bytes.length > Number(SIZE_OF_STRING.exec(after)?.[1] ?? Number.POSITIVE_INFINITY);
}

/**
 * What is printed for such a string. The reader drops the bytes beyond the size, so that it may take the begin of a longer
 * word for the size of a chunk. Of this begin no more stays than that it is digits.
 */
export function withoutBegunSizes(bytes: string, masked: string): string {
  let printed = masked;
  for (const { 0: all, 1: lead = "", 2: digits = "", index } of bytes.matchAll(SIZE_LINE)) {
    const start = index + lead.length;
    const kept = masked.slice(start, index + all.length).indexOf(BODY);
    if (kept <= 0 || !digits.startsWith(masked.slice(start, start + kept))) continue;
    const others = digits.slice(0, kept).replace(/[1-9a-fA-F]/g, "1");
    printed = printed.slice(0, start) + others + printed.slice(start + kept);
  }
  return printed;
}
