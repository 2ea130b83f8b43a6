import { latin1 } from "../../../bytes.js";
import { huffmanText } from "./huffman.js";

/** The first bits of a field say how it is written (RFC 7541, section 6), and how many bits its index or size has. */
export const INDEXED = 0x80;
export const INDEXED_PREFIX = 7;
export const WITH_INDEXING = 0x40;
export const WITH_INDEXING_PREFIX = 6;
export const SIZE_UPDATE = 0x20;
export const SIZE_UPDATE_PREFIX = 5;
export const PLAIN_PREFIX = 4;
/** A string literal with this bit is Huffman-coded (RFC 7541, section 5.2). */
const HUFFMAN = 0x80;
const STRING_PREFIX = 7;
const MORE_FOLLOWS = 0x80;
/** An integer of more bytes is larger than any block: 2^28 and more. */
const MOST_INTEGER_BYTES = 4;

/** Reads the integers and strings of a header block, one after the other. */
export class BlockReader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.#at >= this.bytes.length;
  }

  /** The next byte, which stays the next; the caller has looked whether there is one. */
  get next(): number {
    return this.bytes[this.#at] ?? 0;
  }

  /**
   * An integer that begins in the last bits of the next byte (RFC 7541, section 5.1).
   *
   * @param prefix how many bits
   * @returns null if its end is not there, or if it is too large
   */
  integer(prefix: number): number | null {
    const most = 2 ** prefix - 1;
    if (this.isAtEnd) return null;
    let value = this.next & most;
    this.#at++;
    if (value < most) return value;
    for (let group = 0; group < MOST_INTEGER_BYTES && !this.isAtEnd; group++) {
      const byte = this.next;
      this.#at++;
      value += (byte & ~MORE_FOLLOWS) * 2 ** (7 * group);
      if ((byte & MORE_FOLLOWS) === 0) return value;
    }
    return null;
  }

  /**
   * The index that a field begins with: of the field, or of its name (RFC 7541, sections 6.1 and 6.2).
   *
   * @returns null if there is none, because the name is a literal or the table changes its size
   */
  index(): number | null {
    const first = this.next;
    if ((first & INDEXED) !== 0) return this.integer(INDEXED_PREFIX);
    if ((first & WITH_INDEXING) !== 0) return this.integer(WITH_INDEXING_PREFIX);
    return (first & SIZE_UPDATE) === 0 ? this.integer(PLAIN_PREFIX) : null;
  }

  /** A string literal; null if its end is not there, or if its Huffman code is none. */
  string(): string | null {
    const isHuffman = (this.next & HUFFMAN) !== 0;
    const length = this.integer(STRING_PREFIX);
    if (length === null || length > this.bytes.length - this.#at) return null;
    const start = this.#at;
    this.#at += length;
    return isHuffman ? huffmanText(this.bytes.subarray(start, this.#at)) : latin1(this.bytes, start, this.#at);
  }
}
