import { closeSync } from "node:fs";
import { inTemporaryFolder, temporaryFile } from "../files/temporary.js";
import { readWhole, writeWhole } from "../files/whole.js";

const IN_MEMORY = 1_048_576; // characters, of all keys together

/** A stretch of the file, bytes. */
interface Extent {
  readonly at: number;
  readonly length: number;
}

interface Kept {
  texts: string[];
  readonly extents: Extent[];
}

/**
 * Texts that have to wait until something else is written, by what they belong to: a few in memory,
 * many in a file. Its methods throw an UnflushedError (`output-unwritable`) when the file cannot be written.
 */
export class Spool<Key> {
  readonly #kept = new Map<Key, Kept>();
  #length = 0;
  #file: number | null = null;
  #fileLength = 0;

  /** @param between what no text holds */
  constructor(private readonly between = "\n") {}

  add(key: Key, text: string): void {
    text.charCodeAt(0); // V8 makes one string of it here: what waits is not the twenty that it was put together from
    const kept = this.#kept.get(key);
    if (kept) kept.texts.push(text);
    else this.#kept.set(key, { texts: [text], extents: [] });
    this.#length += text.length;
    if (this.#length > IN_MEMORY) this.#spill();
  }

  /** All of a key's, in order; they are gone afterwards. */
  *take(key: Key): Generator<string> {
    for (const texts of this.takeJoined(key)) yield* texts.split(this.between);
  }

  /** The same, several at a time with what stands between them. */
  *takeJoined(key: Key): Generator<string> {
    const kept = this.#kept.get(key);
    if (!kept) return;
    this.#kept.delete(key);
    for (const text of kept.texts) this.#length -= text.length;
    try {
      for (const { at, length } of kept.extents) yield this.#read(at, length);
      yield* kept.texts;
    } finally {
      if (this.#kept.size === 0) this.#close();
    }
  }

  #spill(): void {
    this.#file ??= temporaryFile();
    const file = this.#file;
    for (const kept of this.#kept.values()) {
      if (kept.texts.length === 0) continue;
      const bytes = Buffer.from(kept.texts.join(this.between));
      const length = inTemporaryFolder(() => this.#write(file, bytes));
      kept.extents.push({ at: this.#fileLength, length });
      kept.texts = [];
      this.#fileLength += length;
    }
    this.#length = 0;
  }

  #write(file: number, bytes: Buffer): number {
    try {
      return writeWhole(file, bytes, this.#fileLength);
    } catch (error) {
      this.#close(); // what has no name takes room as long as it is open
      throw error;
    }
  }

  #read(at: number, length: number): string {
    const file = this.#file;
    return file === null ? "" : inTemporaryFolder(() => readWhole(file, length, at)).toString("utf8");
  }

  #close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    this.#fileLength = 0;
  }
}
