import { ByteAhead, TAB } from "./line/byte-ahead.js";

const BLANK = 0x20;

/** Puts blanks in the place of tabs, after the columns in front were taken off: those may be separated by tabs. */
export class Blanks {
  readonly #tab = new ByteAhead(TAB);

  /** The line `bytes[start..end)` with blanks in the place of tabs; null if it has no tab. */
  of(bytes: Uint8Array, start: number, end: number): Uint8Array | null {
    return this.#tab.seekIn(bytes, start, end)
      ? bytes.slice(start, end).map((byte) => (byte === TAB ? BLANK : byte))
      : null;
  }
}
