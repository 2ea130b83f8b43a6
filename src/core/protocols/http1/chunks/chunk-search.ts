import type { VisibleBytes } from "../../../sockets/event.js";
import { isLastChunkAlone, isOneChunk, LAST_CHUNK, type RestOfCall, sizeLineOf } from "./hidden-chunks.js";

/** Where a chunk was found: its size line comes next, or first the CRLF of the chunk before it. */
export type FoundChunk = "chunk-size" | "chunk-end";

/**
 * Looks for the place from which on a lost chunked body can be followed again: the size line of a chunk that ends where a
 * call ends. A chunk may go over several calls. What looks like the end of the body within such a chunk is its data.
 */
export class ChunkSearch {
  /** Bytes until the end of the chunk under way, if a size line was seen in front of a buffer; else 0. */
  #left = 0;

  /** The stream is lost, here. */
  begin(): void {
    this.#left = 0;
  }

  /** True if bytes of a chunk whose size was seen are still to come. */
  get isInside(): boolean {
    return this.#left > 0;
  }

  /**
   * A buffer begins.
   *
   * @param rest it, and the buffers of the call after it
   * @param isOwn the program meant the call to begin and to end here: it is no rest of a short write, and not short itself
   */
  find(rest: RestOfCall, isOwn: boolean): FoundChunk | null {
    const { line, isLate, size, end, length } = sizeLineOf(rest);
    const found = isLate ? "chunk-end" : "chunk-size";
    if (isLastChunkAlone(rest)) return isOwn && (!this.isInside || (isLate && this.#left === 2)) ? found : null;
    // the CRLF of the chunk before may come with the next chunk
    if (isOneChunk(rest) || (isLate && this.#left === 2 && length > 2)) {
      this.#left = 0;
      return found;
    }
    if (!this.isInside && line > 0 && size > 0 && Number.isSafeInteger(end) && end + 2 > length) this.#left = end + 2;
    return null;
  }

  /**
   * `bytes` of a buffer go by, which begin at `at` in it. Returns how many belong to what is lost: the rest can be followed.
   *
   * @param isLast no other buffer of the call follows
   */
  pass(
    { seen, length }: VisibleBytes,
    at: number,
    isLast: boolean,
  ): { readonly lost: number; readonly found: boolean } {
    const bytes = length - at;
    const left = this.#left;
    this.#left = left > bytes ? left - bytes : 0;
    const isWhole = isLast && left === bytes;
    const isLastAfter = isLast && left > 0 && bytes === left + LAST_CHUNK.length;
    if (isLastAfter && LAST_CHUNK.startsWith(seen.slice(at + left))) return { lost: left, found: true };
    return { lost: bytes, found: isWhole };
  }
}
