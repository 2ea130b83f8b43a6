import type { DataEvent, Exchange } from "../../exchange.js";
import { isRefused } from "../response/note-write.js";

/** How a program lays out a chunked body in its writes. */
export class WriteLayout {
  /**
   * The program chose where its last write begins and ends, and it never writes data of a chunk alone.
   * False for what a client reads.
   */
  isOwn = false;
  /** A write of its own began with a chunk's data: then five bytes of data may be a write, too. */
  #writesData = false;
  /** The program's last write was refused in part, so the next one is the rest of it. */
  #isRetry = false;
  /** The program's last write did not begin in the middle of a chunk. */
  #beganWithChunk = false;

  /**
   * A write begins, or a client's read.
   *
   * @param isBetweenChunks what comes next in the stream is not the rest of a chunk
   * @param isInData what comes next is the data of a chunk
   */
  begin(event: DataEvent, isBetweenChunks: boolean, isInData: boolean): void {
    const isRefusedNow = event.kind === "write" && isRefused(event);
    this.#writesData ||= isInData && !this.#isRetry;
    this.isOwn = event.kind === "write" && event.returned && !this.#isRetry && !isRefusedNow && !this.#writesData;
    // the retry of a short write may begin anywhere: only the start of a write of its own shows how the program writes
    if (!this.#isRetry) this.#beganWithChunk = event.kind === "write" && isBetweenChunks;
    this.#isRetry = isRefusedNow;
  }

  /** How sure it is that hidden bytes, as long as a last chunk and in its place, are the last chunk. */
  get unseenEnd(): NonNullable<Exchange["unseenEnd"]> {
    return this.#beganWithChunk ? "by-layout" : "possible";
  }
}
