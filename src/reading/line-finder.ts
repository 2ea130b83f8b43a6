import { latin1 } from "../core/bytes.js";

const NEWLINE = 0x0a;
/** A longer line is not given: who shows it would shorten it anyway. */
const LONGEST = 1 << 16; // bytes

/** Finds lines by their numbers in a text that comes in pieces. */
export class LineFinder {
  readonly #last: number;
  #pieces: string[] = [];
  #length = 0;

  /**
   * @param take is called with each line that is found and is not too long
   * @param number the number of the line with which the text begins
   */
  constructor(
    private readonly lines: ReadonlySet<number>,
    private readonly take: (line: number, text: string) => void,
    private number = 1,
  ) {
    this.#last = lines.size === 0 ? 0 : [...lines].reduce((most, line) => Math.max(most, line));
  }

  /** True if no wanted line can follow. */
  get isDone(): boolean {
    return this.number > this.#last;
  }

  push(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length && !this.isDone; ) {
      const newline = bytes.indexOf(NEWLINE, start);
      const end = newline < 0 ? bytes.length : newline;
      if (this.lines.has(this.number)) {
        this.#length += end - start;
        if (this.#length <= LONGEST) this.#pieces.push(latin1(bytes, start, end));
      }
      if (newline < 0) return;
      this.#give();
      this.number++;
      start = newline + 1;
    }
  }

  /** The text is over: its last line may have no newline. */
  finish(): void {
    if (this.#length > 0) this.#give();
  }

  #give(): void {
    if (this.#length <= LONGEST && this.lines.has(this.number)) this.take(this.number, this.#pieces.join("").trimEnd());
    this.#pieces = [];
    this.#length = 0;
  }
}
