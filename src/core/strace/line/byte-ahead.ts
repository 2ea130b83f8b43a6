/**
 * Finds the lines that hold a certain byte. It searches once per chunk of lines, because few chunks hold such a byte as
 * an escape or the start of a typographic quote.
 */
export class ByteAhead {
  #bytes: Uint8Array = new Uint8Array(0);
  #from = 0;
  #at = 0;

  constructor(private readonly byte: number) {}

  /** Looks for the byte in the line `bytes[start..end)`. */
  seekIn(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#bytes !== bytes || this.#from > start || this.#at < start) {
      const found = bytes.indexOf(this.byte, start);
      this.#bytes = bytes;
      this.#from = start;
      this.#at = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#at < end;
  }
}

/** strace 7 colours its lines. It escapes every ESC in what it quotes, so an ESC in its lines is never the program's. */
export const ESCAPE = 0x1b;
/** The first byte of typographic quotes in UTF-8. strace prints ASCII alone, so a person's editor made them. */
export const TYPOGRAPHIC = 0xe2;
/** The first byte of a no-break space in UTF-8, which web pages put in the place of blanks. */
export const NO_BREAK = 0xc2;
/** strace prints no tab, and escapes those of strings: an editor or a wiki made it of blanks. */
export const TAB = 0x09;
/** Begins an entity of HTML: `&lt;`, `&quot;`. */
export const AMPERSAND = 0x26;
