/** strace 7 colours its lines. It escapes every ESC in what it quotes, so an ESC in its lines is never the program's. */
const ESCAPE = 0x1b;

/** Finds the lines that hold an escape. It searches once per chunk of lines, because few chunks hold any. */
export class EscapeAhead {
  #bytes: Uint8Array = new Uint8Array(0);
  #from = 0;
  #at = 0;

  /** Looks for an escape in the line `bytes[start..end)`. */
  seekIn(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#bytes !== bytes || this.#from > start || this.#at < start) {
      const found = bytes.indexOf(ESCAPE, start);
      this.#bytes = bytes;
      this.#from = start;
      this.#at = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#at < end;
  }
}
