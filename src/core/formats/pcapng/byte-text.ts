/** Numbers and words as bytes of a binary document: text with one character for each byte. */
import { visible } from "../../text/escape.js";

/** A number of 16 bits, the lowest byte first. */
export function littleEndian16(value: number): string {
  return String.fromCharCode(value & 0xff, (value >>> 8) & 0xff);
}

/** A number of 32 bits, the lowest byte first. */
export function littleEndian32(value: number): string {
  return littleEndian16(value) + littleEndian16(value >>> 16);
}

/** Words in UTF-8. What is not printable is escaped first, so that they are one line and hold no command. */
export function utf8Bytes(words: string): string {
  const quoted = encodeURIComponent(visible(words)); // no half of a surrogate pair is left that it would refuse
  return quoted.replace(/%([0-9A-F]{2})/g, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)));
}
