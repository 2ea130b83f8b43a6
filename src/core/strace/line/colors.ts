const ESCAPE = 0x1b;
/** Colours of strace 7: it escapes every ESC in what it quotes, so that one in its lines is never the program's. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what is looked for
const COLOR = /\x1b\[[\d;]*m/g;

export function withoutColors(text: string): string {
  return text.replace(COLOR, "");
}

/** Whether lines hold an escape: looks ahead once for a whole chunk of them, as there is hardly ever one in it. */
export class EscapeAhead {
  #bytes: Buffer = Buffer.alloc(0);
  #from = 0;
  #at = 0;

  isIn(bytes: Buffer, start: number, end: number): boolean {
    if (this.#bytes !== bytes || this.#from > start || this.#at < start) {
      const found = bytes.indexOf(ESCAPE, start);
      this.#bytes = bytes;
      this.#from = start;
      this.#at = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#at < end;
  }
}
