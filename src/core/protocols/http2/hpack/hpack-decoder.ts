import {
  BlockReader,
  INDEXED,
  INDEXED_PREFIX,
  PLAIN_PREFIX,
  SIZE_UPDATE,
  SIZE_UPDATE_PREFIX,
  WITH_INDEXING,
  WITH_INDEXING_PREFIX,
} from "./block-reader.js";
import { DynamicTable } from "./dynamic-table.js";
import { type HpackField, STATIC_TABLE } from "./static-table.js";

/** Hears of the fields of a block, in their order. A name or a value is null if the capture hides it. */
export type FieldUser = (field: HpackField) => void;

/**
 * Reads the header blocks of one direction (RFC 7541). What is hidden in a block, or malformed, hides the rest of the block and
 * what the table held; literals and the static table are known all the same.
 */
export class HpackDecoder {
  readonly #table = new DynamicTable();

  /** Blocks may have gone by unseen. */
  forget(): void {
    this.#table.forget();
  }

  /**
   * Reads a block.
   *
   * @param bytes the block, as far as the capture shows it
   * @param isWhole false if it goes on
   * @returns true if every field was known
   */
  decode(bytes: Uint8Array, isWhole: boolean, use: FieldUser): boolean {
    const reader = new BlockReader(bytes);
    let isKnown = true;
    while (!reader.isAtEnd) {
      const field = this.#field(reader);
      if (field === null) {
        this.forget();
        return false;
      }
      if (field === "resized") continue;
      isKnown &&= field.name !== null && field.value !== null;
      use(field);
    }
    if (!isWhole) this.forget();
    return isWhole && isKnown;
  }

  /** The next field; `resized` if there was a size update instead, null if it is hidden or malformed. */
  #field(reader: BlockReader): HpackField | "resized" | null {
    const first = reader.next;
    if ((first & INDEXED) !== 0) {
      const index = reader.integer(INDEXED_PREFIX);
      return index === null || index === 0 ? null : this.#indexed(index);
    }
    if ((first & WITH_INDEXING) !== 0) {
      const field = this.#literal(reader, WITH_INDEXING_PREFIX);
      if (field !== null) this.#table.add(field);
      return field;
    }
    if ((first & SIZE_UPDATE) === 0) return this.#literal(reader, PLAIN_PREFIX);
    const size = reader.integer(SIZE_UPDATE_PREFIX);
    if (size === null) return null;
    this.#table.resize(size);
    return "resized";
  }

  #literal(reader: BlockReader, prefix: number): HpackField | null {
    const index = reader.integer(prefix);
    if (index === null || reader.isAtEnd) return null;
    const name = index === 0 ? reader.string() : this.#indexed(index).name;
    if ((index === 0 && name === null) || reader.isAtEnd) return null;
    const value = reader.string();
    return value === null ? null : { name, value };
  }

  /** The static table comes first, then the dynamic one (RFC 7541, section 2.3.3). */
  #indexed(index: number): HpackField {
    return STATIC_TABLE[index - 1] ?? this.#table.at(index - 1 - STATIC_TABLE.length) ?? UNKNOWN;
  }
}

const UNKNOWN: HpackField = { name: null, value: null };
