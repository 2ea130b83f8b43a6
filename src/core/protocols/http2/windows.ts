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

  /** Frames that count may have gone by unseen. */
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

  /** True if no byte of a body may be sent on this stream now. */
  isClosedFor({ isWindowKnown, granted, sent }: Http2Stream): boolean {
    if (this.#isKnown && this.#granted - this.#sent <= 0) return true;
    return isWindowKnown && this.initial !== null && this.initial + granted - sent <= 0;
  }
}
