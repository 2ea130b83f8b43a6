import { bytesOf } from "../../../core/bytes.js";
import { HpackDecoder } from "../../../core/protocols/http2/hpack/hpack-decoder.js";
import { huffmanText } from "../../../core/protocols/http2/hpack/huffman.js";
import type { HpackField } from "../../../core/protocols/http2/hpack/static-table.js";
import { BODY } from "../line/mask.js";
import type { Pseudonyms } from "../pseudonyms.js";
import { type CodedText, maskFieldName, maskValue } from "./header-field.js";
import { huffmanCode } from "./huffman-writer.js";

/** The first bits of a field (RFC 7541, section 6). */
const INDEXED = 0x80;
const WITH_INDEXING = 0x40;
const SIZE_UPDATE = 0x20;
const HUFFMAN = 0x80;
const STRING_PREFIX = 7;
/** Bytes that no Huffman code has: they hold EOS, or end with more than seven ones. */
const NO_CODE = "\xff";

/** Masks the header blocks of one direction. The tables of the sample hold as many fields, as long as those of the capture. */
export class HeaderBlockMask {
  readonly #decoder = new HpackDecoder();

  constructor(private readonly names: Pseudonyms) {}

  /** Blocks may have gone by unseen. */
  forget(): void {
    this.#decoder.forget();
  }

  /** A block, as far as it is seen. */
  mask(text: string, isWhole: boolean): string {
    const fields: HpackField[] = [];
    this.#decoder.decode(bytesOf(text), isWhole, (field) => fields.push(field));
    const walk = new BlockWalk(text, this.names);
    for (const field of fields) walk.field(field);
    return walk.rest();
  }
}

/** Goes over a block, of which the fields are known. */
class BlockWalk {
  #printed = "";

  constructor(
    private readonly text: string,
    private readonly names: Pseudonyms,
  ) {}

  /** The next field, which is whole. */
  field({ name }: HpackField): void {
    while (this.#isSizeUpdate) this.#integer(5);
    const first = this.#next;
    if ((first & INDEXED) !== 0) {
      this.#integer(7);
      return;
    }
    const index = this.#integer((first & WITH_INDEXING) !== 0 ? 6 : 4);
    if (index === 0) this.#string((coded) => maskFieldName(coded, this.names));
    this.#string((coded) => maskValue(name, coded, this.names));
  }

  /** What comes after the last field that is whole: the beginning of one, or nothing. */
  rest(): string {
    while (this.#isSizeUpdate) this.#integer(5);
    if (!this.#isAtEnd && (this.#next & INDEXED) !== 0) this.#integer(7);
    else if (!this.#isAtEnd) {
      const index = this.#integer((this.#next & WITH_INDEXING) !== 0 ? 6 : 4);
      if (index === 0) this.#string((coded) => maskFieldName(coded, this.names));
      this.#string((coded) => maskValue(null, coded, this.names));
    }
    return this.#printed + BODY.repeat(this.text.length - this.#printed.length);
  }

  get #isAtEnd(): boolean {
    return this.#printed.length >= this.text.length;
  }

  get #next(): number {
    return this.text.charCodeAt(this.#printed.length);
  }

  get #isSizeUpdate(): boolean {
    return !this.#isAtEnd && this.#next >> 5 === SIZE_UPDATE >> 5;
  }

  /** An integer, which stays (RFC 7541, section 5.1). */
  #integer(prefix: number): number {
    const most = 2 ** prefix - 1;
    if (this.#isAtEnd) return 0;
    let value = this.#next & most;
    this.#keep();
    if (value < most) return value;
    for (let group = 0; !this.#isAtEnd && group < 4; group++) {
      const byte = this.#next;
      this.#keep();
      value += (byte & 0x7f) * 2 ** (7 * group);
      if (byte < 0x80) break;
    }
    return value;
  }

  #string(mask: (coded: CodedText) => string): void {
    if (this.#isAtEnd) return;
    const isHuffman = (this.#next & HUFFMAN) !== 0;
    const length = this.#integer(STRING_PREFIX);
    const coded = this.text.slice(this.#printed.length, this.#printed.length + length);
    const text = isHuffman ? huffmanText(bytesOf(coded)) : coded;
    if (coded.length < length) this.#printed += BODY.repeat(coded.length);
    else if (text === null) this.#printed += NO_CODE.repeat(length);
    else this.#printed += isHuffman ? huffmanCode(mask({ text, isHuffman })) : mask({ text, isHuffman });
  }

  #keep(): void {
    this.#printed += this.text[this.#printed.length];
  }
}
