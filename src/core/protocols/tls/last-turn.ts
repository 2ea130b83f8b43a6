import type { SealedTurn } from "../message.js";

/**
 * What the answering side sent since the asking side began to send data last: in HTTP/1 the response to the latest request, unless the client
 * sends the next request before it has that response. All bytes are counted, with what encryption adds: the heads of most records are
 * hidden if a program reads many at a time.
 */
export class LastTurn {
  #askedLine = 0;
  #lastAskedLine = 0;
  #firstLine = 0;
  #lastLine = 0;
  #bytes = 0;
  #isKnown = true;

  /** The asking side sent data on this line. */
  ask(line: number): void {
    this.#lastAskedLine = line;
    if (this.#askedLine !== 0 && this.#firstLine === 0) return;
    this.#askedLine = line;
    this.#firstLine = 0;
    this.#bytes = 0;
    this.#isKnown = true;
  }

  /** The answering side sent so many bytes. */
  answer(line: number, bytes: number): void {
    if (this.#firstLine === 0) this.#firstLine = line;
    this.#lastLine = line;
    this.#bytes += bytes;
  }

  /** Bytes of either side are missing. */
  miss(): void {
    this.#isKnown = false;
  }

  /**
   * Null before the asking side has sent anything, and if bytes are missing.
   *
   * @param isEnded true if the answering side has said that it sends no more
   */
  turn(isEnded: boolean): SealedTurn | null {
    if (this.#askedLine === 0 || !this.#isKnown) return null;
    return {
      askedLine: this.#askedLine,
      lastAskedLine: this.#lastAskedLine,
      firstLine: this.#firstLine,
      lastLine: this.#firstLine === 0 ? 0 : this.#lastLine,
      bytes: this.#bytes,
      isEnded,
    };
  }
}
