import type { HpackField } from "./static-table.js";

/** What an entry counts besides its name and its value (RFC 7541, section 4.1). */
const ENTRY_OVERHEAD = 32;
/** The size before anything is said of it (RFC 9113, section 6.5.2). */
const FIRST_SIZE = 4096;
/** The bound: of a table that may be larger, only the newest entries are kept. */
const MOST_BYTES = 65_536;

/**
 * The fields that one side has named before, newest first (RFC 7541, section 2.3.2).
 *
 * It may lack entries that the capture hides. It never has a wrong one: a place counts from the newest entry, so those that came
 * after the hidden ones have their right places, and the others are left out. For the same reason a size that is not the real one
 * (its change was hidden) does no harm: an entry that the sender has dropped is not named any more.
 */
export class DynamicTable {
  /** Oldest first. */
  readonly #entries: HpackField[] = [];
  #bytes = 0;
  #most = FIRST_SIZE;

  /** The field in this place, from 0 on; null if it is not known. */
  at(place: number): HpackField | null {
    return this.#entries[this.#entries.length - 1 - place] ?? null;
  }

  add(field: HpackField): void {
    this.#entries.push(field);
    this.#bytes += sizeOf(field);
    this.#evict();
  }

  /** The sender says how large the table may become. */
  resize(bytes: number): void {
    this.#most = Math.min(bytes, MOST_BYTES);
    this.#evict();
  }

  /** Entries may have been added unseen: the places of those that were known are not known any more. */
  forget(): void {
    this.#entries.length = 0;
    this.#bytes = 0;
  }

  #evict(): void {
    while (this.#bytes > this.#most) {
      const oldest = this.#entries.shift();
      if (oldest === undefined) return;
      this.#bytes -= sizeOf(oldest);
    }
  }
}

/** Bytes that a field counts; at least so many if its name is hidden. */
function sizeOf({ name, value }: HpackField): number {
  return ENTRY_OVERHEAD + (name?.length ?? 0) + (value?.length ?? 0);
}
