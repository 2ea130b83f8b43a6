/** Where a line stands: in which file of a set, and on which line of that. */
export interface Place {
  readonly file: string;
  /** From 1, as an editor counts. */
  readonly line: number;
}

/** Runs that were written together: `first` is the number of their first line in the merged stream. */
interface Page {
  readonly first: number;
  readonly bytes: Uint8Array;
  /** For each file, its last line before the page. */
  readonly before: Uint32Array;
  length: number;
}

/** A page has at least so many bytes: finding a line reads half of one. */
const LEAST_PAGE = 256;
/** A run takes no more: three numbers below 2^35. */
const LONGEST_RUN = 15;

/**
 * From which file of `strace -ff` each line of the merged stream came, and its number there. It keeps no number for each line, but the
 * turns of the files: who spoke, and for how many lines. Two or three bytes a turn.
 */
export class LinePlaces {
  #files: readonly string[] = [];
  /** For each file, its last line in the runs that are written. */
  #last = new Uint32Array(0);
  #scratch = new Uint32Array(0);
  readonly #pages: Page[] = [];
  /** Lines before the run that is still open. */
  #before = 0;
  #file = -1;
  #first = 0;
  #length = 0;

  /** The stream begins: these are its files. */
  begin(files: readonly string[]): void {
    this.#files = files;
    this.#last = new Uint32Array(files.length);
    this.#scratch = new Uint32Array(files.length);
  }

  /** True if the capture is a set of files. */
  get isSet(): boolean {
    return this.#files.length > 0;
  }

  /** Bytes of memory that it holds. */
  get size(): number {
    return this.#pages.reduce((sum, { bytes, before }) => sum + bytes.length + before.byteLength, 0);
  }

  /** The next line of the stream is this line of the file of this index. The lines of a file come in order. */
  add(file: number, line: number): void {
    if (file === this.#file && line === this.#first + this.#length) {
      this.#length++;
      return;
    }
    this.#close();
    this.#file = file;
    this.#first = line;
    this.#length = 1;
  }

  /** The place of a line of the stream, by its number from 1; null if the capture is no set of files. */
  of(number: number): Place | null {
    const since = number - 1 - this.#before;
    if (since >= 0) return since < this.#length ? this.#place(this.#file, this.#first + since) : null;
    const page = this.#pageOf(number);
    return page ? this.#within(page, number) : null;
  }

  #place(file: number, line: number): Place | null {
    const name = this.#files[file];
    return name === undefined ? null : { file: name, line };
  }

  #close(): void {
    if (this.#length === 0) return;
    let page = this.#pages.at(-1);
    if (!page || page.length + LONGEST_RUN > page.bytes.length) page = this.#newPage();
    const skipped = this.#first - (this.#last[this.#file] ?? 0) - 1;
    put(page, this.#file * 2 + (skipped > 0 ? 1 : 0));
    if (skipped > 0) put(page, skipped);
    put(page, this.#length);
    this.#last[this.#file] = this.#first + this.#length - 1;
    this.#before += this.#length;
    this.#length = 0;
  }

  /** Each page repeats where its files are: with many files it is longer, so that this takes little of it. */
  #newPage(): Page {
    const bytes = new Uint8Array(Math.max(LEAST_PAGE, 8 * this.#files.length));
    const page = { first: this.#before + 1, bytes, before: this.#last.slice(), length: 0 };
    this.#pages.push(page);
    return page;
  }

  #pageOf(number: number): Page | undefined {
    let [low, high] = [0, this.#pages.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#pages[middle]?.first ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return this.#pages[low - 1];
  }

  #within({ first: start, bytes, before, length: end }: Page, number: number): Place | null {
    const last = this.#scratch;
    last.set(before);
    let first = start;
    for (let at = 0; at < end; ) {
      let head = bytes[at++] as number;
      if (head > 0x7f) [head, at] = goOn(bytes, at, head);
      const file = head >> 1;
      let line = last[file] as number;
      if ((head & 1) !== 0) {
        let skipped = bytes[at++] as number;
        if (skipped > 0x7f) [skipped, at] = goOn(bytes, at, skipped);
        line += skipped;
      }
      let length = bytes[at++] as number;
      if (length > 0x7f) [length, at] = goOn(bytes, at, length);
      if (number < first + length) return this.#place(file, line + 1 + number - first);
      last[file] = line + length;
      first += length;
    }
    return null;
  }
}

/** Writes a number in groups of seven bits, the lowest first (LEB128). */
function put(page: Page, number: number): void {
  let rest = number;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) page.bytes[page.length++] = 0x80 | (rest & 0x7f);
  page.bytes[page.length++] = rest;
}

/** The rest of a number whose first byte is no whole one, and where it ends. Nearly all are of one byte. */
function goOn(bytes: Uint8Array, from: number, first: number): [number: number, at: number] {
  let number = first & 0x7f;
  let at = from;
  for (let unit = 0x80; ; unit *= 0x80) {
    const byte = bytes[at++] ?? 0;
    number += (byte & 0x7f) * unit;
    if (byte < 0x80) return [number, at];
  }
}
