import type { VisibleBytes } from "../../../sockets/event.js";
import { ChunkSearch, type FoundChunk } from "../chunks/chunk-search.js";
import { isLastChunkAlone, type RestOfCall } from "../chunks/hidden-chunks.js";
import type { Gap } from "./message-handler.js";

/** A chunk begins here, and the stream can be followed again. */
export interface FoundAgain {
  readonly state: FoundChunk;
  /** It is the last chunk, in a write of its own. */
  readonly isLast: boolean;
}

/** A stream that cannot be followed, until a write begins like a message, or a chunk ends where a write ends. */
export class LostStream {
  #gap: Gap = "start";
  readonly #search = new ChunkSearch();

  /** The stream is lost, here. */
  begin(gap: Gap): void {
    this.#gap = gap;
    this.#search.begin();
  }

  /** True if a message that begins now may show that the one before it had ended. */
  get isFollowed(): boolean {
    return this.#gap === "sized" || (this.#gap === "chunk" && !this.#search.isInside);
  }

  /** The chunk with which a buffer begins; `rest`: it, and the buffers of the call after it. */
  find(rest: RestOfCall, isOwn: boolean): FoundAgain | null {
    if (this.#gap !== "chunk" && this.#gap !== "head") return null;
    const state = this.#search.find(rest, isOwn);
    return state && { state, isLast: isLastChunkAlone(rest) };
  }

  /** The bytes of a buffer from `at` on go by: how many are lost, and whether a chunk ends after them. */
  pass(piece: VisibleBytes, at: number, isLast: boolean): { readonly lost: number; readonly found: boolean } {
    return this.#search.pass(piece, at, isLast);
  }
}
