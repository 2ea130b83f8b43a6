/** Bytes sent at most: a server that never reads them resets the connection when it closes. */
const MOST = 3;

/**
 * Where a server has been silent for long, an empty line makes it look at its socket once more: edge-triggered epoll
 * tells of room for bytes only after a full buffer, but along with anything else. RFC 9112, section 2.2, lets a server
 * skip empty lines before a request.
 */
export class Nudge {
  /** How often it was sent. */
  count = 0;
  #timer: NodeJS.Timeout | null = null;

  /**
   * @param after milliseconds of silence; null never sends anything
   * @param send false where nothing can be sent now
   */
  constructor(
    private readonly after: number | null,
    private readonly send: () => boolean,
  ) {}

  /** The server's turn begins, or it has just said something. */
  start(): void {
    this.stop();
    if (this.after === null || this.count >= MOST) return;
    this.#timer = setTimeout(() => {
      if (this.send()) this.count++;
      this.start();
    }, this.after);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
