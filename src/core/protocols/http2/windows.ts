import { isHidden } from "./sizes.js";
import type { Http2Stream } from "./stream.js";

/** Before anything is said of it (RFC 9113, section 6.9.2). */
const FIRST_WINDOW = 65_535;

/** How much the asking side allows the other to send: flow control (RFC 9113, section 5.2). */
export class Windows {
  #sent = 0;
  #granted = FIRST_WINDOW;
  #isKnown: boolean;
  /** SETTINGS_INITIAL_WINDOW_SIZE: it holds for the streams under way, too (section 6.9.2). Null if it is not known. */
  initial: number | null;

  /** @param isKnown false if frames that count may have gone by before */
  constructor(isKnown: boolean, isInitialKnown: boolean) {
    this.#isKnown = isKnown;
    this.initial = isInitialKnown ? FIRST_WINDOW : null;
  }

  /** The asking side may have granted more unseen. */
  forget(): void {
    this.#isKnown = false;
  }

  /** A DATA frame begins: all of its payload counts, padding too (section 6.9.1). */
  send(bytes: number, stream: Http2Stream | undefined): void {
    this.#sent += bytes;
    if (stream !== undefined) stream.sent += bytes;
  }

  /** The window of the connection grows. */
  grant(bytes: number): void {
    this.#granted += bytes;
  }

  /** True if no byte of a body may be sent on this stream now. Hidden bytes count if they are known to fill a window. */
  isClosedFor(stream: Http2Stream): boolean {
    const { isWindowKnown, granted, sent, hiddenBefore } = stream;
    if (this.#isKnown) {
      const left = this.#granted - this.#sent;
      if (left <= 0 || (hiddenBefore === 0 && isHidden(left, stream))) return true;
    }
    if (!isWindowKnown || this.initial === null) return false;
    const left = this.initial + granted - sent;
    return left <= 0 || isHidden(left, stream);
  }
}
