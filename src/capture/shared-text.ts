import { statSync } from "node:fs";
import { isCompressed } from "../reading/decompressed.js";
import { encodingOf, withoutMark } from "../reading/encoding.js";
import { refuseBinary } from "../reading/problems.js";
import type { ReadListener } from "../reading/read-listener.js";
import { SharedChunks, type Sharing } from "./shared-chunks.js";
import { readingError, textOf } from "./source.js";

/**
 * The text of one of many files that are read in turn. It does what `textOf` does, whose generators take 3 KB for each file
 * that waits: a plain file does without them.
 */
export class SharedText {
  readonly #chunks: SharedChunks;
  #hasBegun = false;
  /** Reads a file that is not plain. */
  #others: AsyncIterator<Uint8Array> | null = null;

  constructor(
    private readonly path: string,
    private readonly sharing: Sharing,
    private readonly onRead: ReadListener | undefined,
  ) {
    this.#chunks = new SharedChunks(path, sharing);
  }

  /**
   * The next chunk, which is valid until one of any of the files is asked for; null at the end.
   *
   * @param onUtf16 called before the first chunk, if the text was UTF-16
   * @throws UnflushedError if the file cannot be read, is damaged, or is binary
   */
  async next(onUtf16: () => void): Promise<Uint8Array | null> {
    try {
      const chunk = this.#others ? null : this.#nextPlain();
      if (!chunk) return await this.#nextOther(onUtf16);
      if (chunk.length === 0) return null;
      await this.sharing.turns.after(chunk.length);
      await this.onRead?.(chunk.length);
      return chunk;
    } catch (error) {
      throw readingError(this.path, error);
    }
  }

  /** Null if the file is not plain. */
  #nextPlain(): Uint8Array | null {
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

  async #nextOther(onUtf16: () => void): Promise<Uint8Array | null> {
    this.#others ??= textOf(this.path, this.onRead, undefined, onUtf16, this.sharing)[Symbol.asyncIterator]();
    const { done, value } = await this.#others.next();
    return done ? null : value;
  }
}
