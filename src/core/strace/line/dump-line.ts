const BYTES = /^( \| ([0-9a-f]{5,}) {2})((?:[0-9a-f]{2}(?: {1,2}|$))+)/;
const CANNOT_FETCH = /^ \| <Cannot fetch \d+ bytes? from pid \d+ @0x[0-9a-f]+>$/;
const BUFFER = /^ \* \d+ bytes in buffer \d+$/;
const VECTOR = /^ = \d+ buffers in vector \d+$/;
/** Characters of the hexadecimal columns: 16 bytes in two groups. */
const COLUMNS = 50;

/** A line of the dump that `-e read=` and `-e write=` print below a call (util.c, dumpstr). It has no prefix. */
export type DumpLine =
  /** ` | 00010  48 54 54 50 ...`: `lead` is all before the first byte, `offset` the bytes' place in their buffer. */
  | { readonly kind: "bytes"; readonly lead: string; readonly offset: number; readonly bytes: string }
  /** ` * 16 bytes in buffer 0`: the lines below are about the next buffer. */
  | { readonly kind: "buffer" }
  /** Any other line of a dump, which holds only numbers. */
  | { readonly kind: "numbers" };

/** Reads a line of a dump. Null for other text. */
export function dumpLine(text: string): DumpLine | null {
  const [, lead, offset, columns] = BYTES.exec(text) ?? [];
  if (lead !== undefined && offset !== undefined && columns !== undefined) {
    const hex = columns.slice(0, COLUMNS).replaceAll(" ", "");
    const bytes = hex.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)));
    return { kind: "bytes", lead, offset: Number.parseInt(offset, 16), bytes };
  }
  if (BUFFER.test(text)) return { kind: "buffer" };
  return CANNOT_FETCH.test(text) || VECTOR.test(text) ? { kind: "numbers" } : null;
}

/** True for a line of a dump, without decoding its bytes. */
export function isDumpLine(text: string): boolean {
  return BYTES.test(text) || BUFFER.test(text) || CANNOT_FETCH.test(text) || VECTOR.test(text);
}
