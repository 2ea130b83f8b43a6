/** Measures how long the server keeps a request waiting, without the probe's own pauses, and reports when it is too long. */
export class ServerTimeout {
  #left: number;
  #timer: NodeJS.Timeout | null = null;
  #since = 0;

  /** @param timeout milliseconds */
  constructor(
    timeout: number,
    private readonly onTimeout: () => void,
  ) {
    this.#left = timeout;
  }

  start(): void {
    this.stop();
    this.#since = performance.now();
    this.#timer = setTimeout(this.onTimeout, Math.max(1, this.#left));
  }

  stop(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#left -= performance.now() - this.#since;
  }
}
