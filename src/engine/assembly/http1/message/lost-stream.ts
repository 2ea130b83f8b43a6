/** A stream that cannot be followed, until it is found again. */
import { ChunkSearch, FoundChunk } from "../chunks/chunk-search";
import { RestOfCall } from "../chunks/rest-of-call";
import { Gap } from "./states";

/** Until a write begins like a message, or a chunk ends where a write ends. */
@unmanaged
export class LostStream extends ChunkSearch {
  private gap: Gap;

  /** The stream is lost, here. */
  begin(gap: Gap): void {
    this.gap = gap;
    this.beginSearch();
  }

  /** True if a message that begins now may show that the one before it had ended. */
  get isFollowed(): bool {
    return this.gap === Gap.Sized || (this.gap === Gap.Chunk && !this.isInside);
  }

  /** The chunk with which a buffer begins; `rest`: it, and the buffers of the call after it. */
  find(rest: RestOfCall, isOwn: bool): FoundChunk {
    if (this.gap !== Gap.Chunk && this.gap !== Gap.Head) return FoundChunk.None;
    rest.look();
    return this.findChunk(rest, isOwn);
  }
}
