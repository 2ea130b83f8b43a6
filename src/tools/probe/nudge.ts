/** Empty lines sent at most. A server that leaves them unread resets the connection when it closes (RFC 2525, 2.17). */
const MOST = 3;

/**
 * Sends an empty line to a server that has been silent for long, so that it looks at its socket again.
 *
 * Edge-triggered epoll reports room for bytes only after the buffer was full, but together with any other event. An
 * empty line is such an event. RFC 9112, section 2.2, asks a server to ignore at least one before a request line.
 */
export class Nudge {
  /** How many were sent. */
  count = 0;
  #timer: NodeJS.Timeout | null = null;

  /**
   * @param after milliseconds of silence; null never sends anything
   * @param send returns false if nothing can be sent now
   */
  constructor(
    private readonly after: number | null,
    private readonly send: () => boolean,
  ) {}

  /** Starts to wait: the server has something to do, or has just sent something. */
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
