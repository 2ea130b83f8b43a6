import { statSync } from "node:fs";
import { isCompressed } from "./decompress.js";
import { encodingOf, withoutMark } from "./encoding.js";
import type { ReadListener } from "./read-listener.js";
import { SharedChunks, type Sharing } from "./shared-chunks.js";
import { readingError, refuseBinary, textOf } from "./source.js";

/**
 * The text of one of many files that are read in turn. It does what `textOf` does, whose generators take 3 KB for each file
 * that waits: a plain file does without them.
 */
export class SharedText {
  readonly #chunks: SharedChunks;
  #hasBegun = false;
  /** Reads a file that is not plain. */
  #others: AsyncIterator<Buffer> | null = null;

  constructor(
    private readonly path: string,
    private readonly sharing: Sharing,
    private readonly onRead: ReadListener | undefined,
    private readonly onUtf16: () => void,
  ) {
    this.#chunks = new SharedChunks(path, sharing);
  }

  /**
   * The next chunk, which is valid until one of any of the files is asked for; null at the end.
   *
   * @throws UnflushedError if the file cannot be read, is damaged, or is binary
   */
  async next(): Promise<Buffer | null> {
    try {
      const chunk = this.#others ? null : this.#nextPlain();
      if (!chunk) return await this.#nextOther();
      if (chunk.length === 0) return null;
      await this.sharing.turns.after(chunk.length);
      await this.onRead?.(chunk.length);
      return chunk;
    } catch (error) {
      throw readingError(this.path, error);
    }
  }

  /** Null if the file is not plain. */
  #nextPlain(): Buffer | null {
    if (this.#hasBegun) return this.#chunks.next();
    this.#hasBegun = true;
    if (!statSync(this.path).isFile()) return null; // its bytes come once
    const first = this.#chunks.next();
    if (isCompressed(first) || encodingOf(first) !== "utf-8") {
      this.#chunks.close();
      return null;
    }
    refuseBinary(this.path, first);
    return withoutMark(first);
  }

  async #nextOther(): Promise<Buffer | null> {
    this.#others ??= textOf(this.path, this.onRead, undefined, this.onUtf16, this.sharing)[Symbol.asyncIterator]();
    const { done, value } = await this.#others.next();
    return done ? null : value;
  }
}
