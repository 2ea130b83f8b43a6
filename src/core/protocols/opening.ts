import type { Direction, MovedBytes } from "./moved-bytes.js";
import { OpeningBytes } from "./opening-bytes.js";

/** First bytes that are looked at to find out what a connection speaks. */
export const MOST_SNIFFED = 64;

/**
 * The first bytes of a connection, as long as they are too few to say what it speaks: libraries of SCGI read the length of a request byte
 * by byte. They are kept until that is known.
 */
export class Opening {
  readonly #room = new Uint8Array(MOST_SNIFFED);
  #length = 0;

  /** @param line the line of the first byte */
  constructor(
    readonly direction: Direction,
    private readonly line: number,
  ) {}

  get length(): number {
    return this.#length;
  }

  get bytes(): MovedBytes {
    return new OpeningBytes(this.#length, this.#room.slice(0, this.#length), this.line);
  }

  /** The first bytes with those of one more call, as far as the capture shows them. */
  with(bytes: MovedBytes): Uint8Array {
    const shown = bytes.show(0, MOST_SNIFFED - this.#length);
    this.#room.set(shown, this.#length);
    return this.#room.subarray(0, this.#length + shown.length);
  }

  /** Keeps a call. False if it goes beyond what is looked at, or is hidden in part: no later call says more. */
  keep(bytes: MovedBytes): boolean {
    const length = this.#length + bytes.length;
    if (length >= MOST_SNIFFED || this.with(bytes).length < length) return false;
    this.#length = length;
    return true;
  }
}
