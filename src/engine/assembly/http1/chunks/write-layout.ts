/** How a program lays out a chunked body in its writes. */

@unmanaged
export class WriteLayout {
  /**
   * The program chose where its last write begins and ends, and it never writes data of a chunk alone.
   * False for what a client reads.
   */
  isOwn: bool;
  /** A write of its own began with a chunk's data: then five bytes of data may be a write, too. */
  private writesData: bool;
  /** The program's last write was refused in part, so the next one is the rest of it. */
  private isRetry: bool;
  /** The program's last write did not begin in the middle of a chunk. */
  private beganWithChunk: bool;

  /**
   * A write begins, or a client's read.
   *
   * @param isBetweenChunks what comes next in the stream is not the rest of a chunk
   * @param isInData what comes next is the data of a chunk
   */
  begin(isWrite: bool, returned: bool, isRefused: bool, isBetweenChunks: bool, isInData: bool): void {
    const isRefusedNow = isWrite && isRefused;
    this.writesData = this.writesData || (isInData && !this.isRetry);
    this.isOwn = isWrite && returned && !this.isRetry && !isRefusedNow && !this.writesData;
    // the retry of a short write may begin anywhere: only the start of a write of its own shows how the program writes
    if (!this.isRetry) this.beganWithChunk = isWrite && isBetweenChunks;
    this.isRetry = isRefusedNow;
  }

  /** True if hidden bytes, as long as a last chunk and in its place, surely are the last chunk: `UnseenEnd.ByLayout`. */
  get isSureOfEnd(): bool {
    return this.beganWithChunk;
  }
}
