/** strace 7 colours its lines. It escapes every ESC in what it quotes, so an ESC in its lines is never the program's. */
const ESCAPE = 0x1b;
/** Whether lines hold an escape: looks ahead once for a whole chunk of them, as there is hardly ever one in it. */
export class EscapeAhead {
  #bytes: Uint8Array = new Uint8Array(0);
  #from = 0;
  #at = 0;

  isIn(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#bytes !== bytes || this.#from > start || this.#at < start) {
      const found = bytes.indexOf(ESCAPE, start);
      this.#bytes = bytes;
      this.#from = start;
      this.#at = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#at < end;
  }
}
