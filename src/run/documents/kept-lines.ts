import { closeSync, readSync } from "node:fs";
import { LineFinder } from "../../reading/line-finder.js";
import { temporaryFile } from "../files/temporary.js";
import { writeWhole } from "../files/whole.js";

/** Bytes that are written and read at a time. To find a line is to look through one or two of them. */
const SEGMENT = 1 << 14;
/** So many of them are kept: 1 GB. */
const MOST = 1 << 16;
const NEWLINE = 0x0a;

/**
 * Keeps the end of a text that can be read only once, so that its lines can be read again. It is in a file without a name, in which the newest
 * bytes replace the oldest. Memory is needed for one segment, and for the line number at which each begins.
 */
export class KeptLines {
  #file: number | null = null;
  #isFull = false;
  readonly #newest = new Uint8Array(SEGMENT);
  /** The segment that was read last: many lines stand near to each other. */
  readonly #read = { index: -1, bytes: new Uint8Array(SEGMENT) };
  #length = 0;
  /** Segments that were written, also those that were replaced since. */
  #written = 0;
  /** The line to which the first byte of each segment belongs, as a ring. */
  readonly #begins: Float64Array;
  /** The line of the next byte. */
  #line = 1;

  /** @param most how many segments are kept */
  constructor(private readonly most = MOST) {
    this.#begins = new Float64Array(most);
    this.#begins[0] = 1;
  }

  /** Takes the next bytes of the text. If there is no room for them on the disk, the lines are gone, and nobody fails for it. */
  add(text: Uint8Array): void {
    for (let start = 0; start < text.length && !this.#isFull; ) {
      const piece = text.subarray(start, start + SEGMENT - this.#length);
      this.#newest.set(piece, this.#length);
      for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) this.#line++;
      this.#length += piece.length;
      start += piece.length;
      if (this.#length === SEGMENT) this.#write();
    }
  }

  /** Finds lines by their numbers, from 1: those that are kept. */
  find(lines: ReadonlySet<number>, take: (line: number, text: string) => void): void {
    if (this.#isFull) return;
    for (const line of lines) {
      const first = this.#firstOf(line);
      const begin = this.#begins[first % this.most] as number;
      if (first > 0 && begin >= line) continue; // its beginning is gone
      const finder = new LineFinder(new Set([line]), take, begin);
      for (let at = first; at <= this.#written && !finder.isDone; at++) finder.push(this.#segment(at));
      finder.finish();
    }
  }

  /** Nobody asks for lines any more. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    this.#isFull = true;
  }

  #write(): void {
    try {
      this.#file ??= temporaryFile();
      writeWhole(this.#file, this.#newest, (this.#written % this.most) * SEGMENT);
    } catch {
      this.close();
      return;
    }
    this.#written++;
    this.#length = 0;
    this.#begins[this.#written % this.most] = this.#line;
  }

  /** The last segment that begins before a line does, or the oldest one that is kept. */
  #firstOf(line: number): number {
    let [low, high] = [Math.max(0, this.#written - this.most + 1), this.#written];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#begins[middle % this.most] as number) < line) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #segment(index: number): Uint8Array {
    if (index === this.#written) return this.#newest.subarray(0, this.#length);
    if (index !== this.#read.index && this.#file !== null) {
      readSync(this.#file, this.#read.bytes, 0, SEGMENT, (index % this.most) * SEGMENT);
      this.#read.index = index;
    }
    return this.#read.bytes;
  }
}
