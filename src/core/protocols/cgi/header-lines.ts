const CR = 0x0d;
const LF = 0x0a;
/** Bytes of a line that are kept; the rest of a longer one is passed over. */
const MOST_LINE = 256;

/**
 * Cuts the head of a CGI response into lines, and finds its end. Lines end with LF or CRLF (RFC 3875, section 6.2). It keeps one line,
 * and of that the beginning.
 */
export class HeaderLines {
  #line = "";
  #isEnded = false;

  /** @param heard gets each line that has ended, without its end; `isWhole` is false if only its beginning was kept */
  constructor(private readonly heard: (line: string, isWhole: boolean) => void) {}

  /** True if the empty line has come. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /**
   * Reads on.
   *
   * @returns how many of these bytes belong to the head
   */
  take(bytes: Uint8Array): number {
    let at = 0;
    while (at < bytes.length && !this.#isEnded) {
      const end = bytes.indexOf(LF, at);
      this.#keep(bytes.subarray(at, end === -1 ? bytes.length : end));
      if (end === -1) return bytes.length;
      at = end + 1;
      this.#endLine();
    }
    return at;
  }

  #keep(bytes: Uint8Array): void {
    const room = MOST_LINE - this.#line.length;
    if (room > 0) this.#line += String.fromCharCode(...bytes.subarray(0, room));
  }

  #endLine(): void {
    const isWhole = this.#line.length < MOST_LINE;
    const line = this.#line.charCodeAt(this.#line.length - 1) === CR ? this.#line.slice(0, -1) : this.#line;
    this.#line = "";
    if (line === "") this.#isEnded = true;
    else this.heard(line, isWhole);
  }
}
