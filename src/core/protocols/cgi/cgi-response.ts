import type { BlindSpotCode } from "../blind-spot.js";
import type { Framing } from "../exchange.js";
import type { MessageResponse } from "../message.js";
import type { MovedBytes } from "../moved-bytes.js";
import { CgiHead } from "./cgi-head.js";

/** Bytes of a head that are looked at in one step. */
const STEP = 1024;
const NO_CONTENT = 204;
const NOT_MODIFIED = 304;

/**
 * What the sizes of a response say.
 *
 * `empty`: no byte of it was seen, and none is hidden. `headless`: its head has not ended. `bodiless`: its body does not count, whatever its length
 * says. `no-length`: its head promises no length. `short`, `exact`, `over`: what the body has of the length.
 * `unknown`: the capture hides too much to say.
 */
export type Standing = "empty" | "headless" | "bodiless" | "no-length" | "short" | "exact" | "over" | "unknown";

/** A CGI response (RFC 3875, section 6), fed with its bytes in their order. Body bytes are counted and not looked at. */
export class CgiResponse {
  readonly #head = new CgiHead();
  #line: number | null = null;
  /** Bytes that are surely the response's, and how many of them are known to be its head. */
  #content = 0;
  #headBytes = 0;
  /** Bytes of calls that may have carried some of it; infinite if that is not known. */
  #hidden = 0;
  #isHeadHidden = false;
  #why: BlindSpotCode | null = null;

  /** True if a byte of it was seen, or if one may be hidden. */
  get isBegun(): boolean {
    return this.#line !== null;
  }

  /** True if the empty line that ends its head was seen. */
  get isHeadSeen(): boolean {
    return this.#head.isEnded;
  }

  /** True if its head was seen, and promises a length. */
  get isLengthSeen(): boolean {
    return this.#declared() !== null;
  }

  /** Its first call is on this line. */
  begin(line: number): void {
    this.#line ??= line;
  }

  /** So many bytes of it, from `at` on in the call at hand. */
  take(bytes: MovedBytes, at: number, length: number): void {
    this.begin(bytes.line);
    this.#content += length;
    for (let used = 0; used < length && !this.#head.isEnded && !this.#isHeadHidden; ) {
      const shown = bytes.show(at + used, Math.min(STEP, length - used));
      if (shown.length === 0) this.#hideHead("head-cut-by-string-limit");
      const taken = this.#head.take(shown);
      used += taken;
      this.#headBytes += taken;
    }
  }

  /** So many bytes that may be its own, or belong to what carries it. */
  hide(length: number, line: number, why: BlindSpotCode): void {
    this.begin(line);
    this.#hidden += length;
    this.#why ??= why;
    if (!this.#head.isEnded) this.#hideHead(why);
  }

  /**
   * What the sizes say.
   *
   * @param method null if the request was not seen
   * @param overhead how many of the hidden bytes are surely not its own
   */
  standing(method: string | null, overhead: number): Standing {
    const head = this.#head;
    if (!head.isEnded && !this.#isHeadHidden) return this.#content === 0 ? "empty" : "headless";
    if (this.#isBodiless(method)) return "bodiless";
    const declared = this.#declared();
    if (head.isInvalid || (declared === null && !head.isEnded)) return "unknown";
    if (declared === null) return "no-length";
    const least = this.#least();
    const most = this.#most(overhead);
    if (least === declared && most === declared) return "exact";
    if (method === null) return "unknown"; // it may be a HEAD
    if (most < declared) return "short";
    return least > declared ? "over" : "unknown";
  }

  /** Why `standing` is unknown. */
  blindSpots(method: string | null): readonly BlindSpotCode[] {
    if (this.#why !== null) return [this.#why];
    if (this.#head.isInvalid) return ["invalid-content-length"];
    return method === null ? ["request-not-seen"] : [];
  }

  /**
   * Its sizes; null if it has not begun.
   *
   * @param framing what ends it if no length does
   */
  response(method: string | null, overhead: number, framing: Framing): MessageResponse | null {
    if (this.#line === null) return null;
    const isBodiless = this.#isBodiless(method);
    const declaredBytes = isBodiless ? null : this.#declared();
    // What is beyond the length is proved by the bytes that surely are.
    const isOver = this.standing(method, overhead) === "over";
    const most = isOver ? this.#least() : this.#most(overhead);
    return {
      status: this.#head.status,
      line: this.#line,
      framing: isBodiless ? "none" : declaredBytes === null ? framing : "content-length",
      declaredBytes,
      acceptedBytes: Number.isFinite(most) ? most : null,
      isAtMost: Number.isFinite(most) && most !== this.#least(),
      misfitBytes: 0,
    };
  }

  #hideHead(why: BlindSpotCode): void {
    this.#isHeadHidden = true;
    this.#why ??= why;
  }

  /** A web server sends no body for it (RFC 9110, section 6.4.1), or another one. */
  #isBodiless(method: string | null): boolean {
    const { status, isReplaced } = this.#head;
    return method === "HEAD" || status === NO_CONTENT || status === NOT_MODIFIED || isReplaced;
  }

  /** The length of its body. A head of which the end is hidden may go on to say that it has none. */
  #declared(): number | null {
    return this.#head.isEnded ? this.#head.length : null;
  }

  /** Body bytes that surely are. */
  #least(): number {
    return this.#head.isEnded ? this.#content - this.#headBytes : 0;
  }

  /** Body bytes that may be. */
  #most(overhead: number): number {
    return this.#content - this.#headBytes + Math.max(0, this.#hidden - overhead);
  }
}
