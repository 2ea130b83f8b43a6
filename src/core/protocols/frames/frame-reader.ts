import type { MovedBytes } from "../moved-bytes.js";
import { findFrame } from "./find-frame.js";
import type { FrameFormat, FrameHead } from "./frame-format.js";

/** Hears what a direction carries. The bytes are those of the call at hand. */
export interface FrameUser<H extends FrameHead> {
  /** A frame begins: its head is whole. `line` is that of its first byte. */
  head(head: H, line: number): void;
  /** So many bytes of its body, from `at` on in the call at hand. */
  body(head: H, bytes: MovedBytes, at: number, length: number): void;
  /** The frame is whole. */
  end(head: H): void;
  /** The last `left` bytes of the frame never come: the call at hand begins with another frame in their place. */
  dropped?(head: H, left: number): void;
  /**
   * The next head is hidden, or is none: `isHidden` says which. What follows is not known until `found`.
   *
   * @param at where in the call at hand the known part ends: there the head begins, or goes on
   */
  lost(isHidden: boolean, at: number): void;
  /** A frame begins in this call, or its body does: the reader is in step again. */
  found(): void;
}

/** Where a direction stands. */
type Step = "between" | "in-head" | "in-body" | "lost";

/**
 * Follows one direction of a stream that is a sequence of frames, each with a head that says how long it is. Only heads are looked
 * at; the bodies are counted.
 *
 * A head that the capture hides breaks the chain. The reader is in step again at a call that begins with a head which the length
 * of the call confirms: its frames fill the call, or what the call was asked to move, to the last byte. Or the call is a head and nothing
 * else, and the next one its body: so programs do that read or write the two by calls of their own.
 */
export class FrameReader<H extends FrameHead> {
  #step: Step;
  readonly #head: Uint8Array;
  #headLength = 0;
  #headLine = 0;
  #frame: H | null = null;
  #left = 0;
  /** Bytes of the longest body so far. */
  #fullBody = 0;
  /** While lost: the head that the last call was, and its line. */
  #candidate: H | null = null;
  #candidateLine = 0;

  /** @param isLost true if the stream is older than the capture */
  constructor(
    private readonly format: FrameFormat<H>,
    private readonly user: FrameUser<H>,
    isLost: boolean,
  ) {
    this.#head = new Uint8Array(format.longestHead);
    this.#step = isLost ? "lost" : "between";
  }

  get step(): Step {
    return this.#step;
  }

  /** The frame under way; null if there is none, or if its head is not whole. */
  get frame(): H | null {
    return this.#step === "in-body" ? this.#frame : null;
  }

  /** Bytes of the frame under way that have not come yet. */
  get left(): number {
    return this.#left;
  }

  /** A call moved bytes. */
  take(bytes: MovedBytes): void {
    if (this.#step === "in-body" && this.#isGivenUp(bytes)) this.#dropFrame();
    let at = this.#step === "lost" && !this.#isFound(bytes) ? this.#search(bytes, 0) : 0;
    while (at < bytes.length) {
      at = this.#step === "in-body" ? this.#takeBody(bytes, at) : this.#takeHead(bytes, at);
      if (this.step === "lost") at = this.#search(bytes, at);
    }
  }

  /** True if the call does not go on with the body under way, but begins with another frame, which the rest of the body has no room for. */
  #isGivenUp(bytes: MovedBytes): boolean {
    if (!this.format.hasSealedBodies || wholeOf(bytes) <= this.#left) return false;
    return this.#isFilled(bytes);
  }

  #dropFrame(): void {
    const frame = this.#frame as H;
    this.#step = "between";
    this.#frame = null;
    this.user.dropped?.(frame, this.#left);
  }

  /** Where a frame begins in the midst of a call; its end if none is found. */
  #search(bytes: MovedBytes, from: number): number {
    const at = this.format.frequent ? findFrame(bytes, from, this.format, this.#fullBody) : null;
    if (at === null) return bytes.length;
    this.find();
    return at;
  }

  /** The bytes from here on are something else. */
  lose(): void {
    this.#step = "lost";
    this.#frame = null;
    this.#headLength = 0;
  }

  /** If it is lost, it is in step again: what is known elsewhere shows that a frame begins with the next byte. */
  find(): void {
    this.#candidate = null;
    if (this.#step !== "lost") return;
    this.#step = "between";
    this.user.found();
  }

  #takeBody(bytes: MovedBytes, at: number): number {
    const frame = this.#frame as H;
    const length = Math.min(this.#left, bytes.length - at);
    this.#left -= length;
    this.user.body(frame, bytes, at, length);
    if (this.#left === 0 && this.#step === "in-body") this.#endFrame(frame);
    return at + length;
  }

  #takeHead(bytes: MovedBytes, at: number): number {
    const before = this.#headLength;
    if (before === 0) this.#headLine = bytes.line;
    const shown = bytes.show(at, this.format.longestHead - before);
    this.#head.set(shown, before);
    this.#headLength = before + shown.length;
    const head = this.format.headOf(this.#head.subarray(0, this.#headLength));
    if (head === "short" && at + shown.length === bytes.length && this.#headLength < this.format.longestHead) {
      this.#step = "in-head";
      return bytes.length;
    }
    this.#headLength = 0;
    if (head === null || head === "short") {
      this.lose();
      this.user.lost(head === "short", at);
      return at;
    }
    this.#beginFrame(head);
    return at + head.headBytes - before;
  }

  #beginFrame(head: H): void {
    this.#frame = head;
    this.#left = head.bodyBytes;
    this.#step = "in-body";
    if (head.bodyBytes > this.#fullBody) this.#fullBody = head.bodyBytes;
    this.user.head(head, this.#headLine);
    if (head.bodyBytes === 0 && this.#step === "in-body") this.#endFrame(head);
  }

  #endFrame(frame: H): void {
    this.#step = "between";
    this.#frame = null;
    this.user.end(frame);
  }

  /** True if this call, with the one before it, shows where a frame begins. */
  #isFound(bytes: MovedBytes): boolean {
    const head = this.#candidate;
    this.#candidate = null;
    if (head !== null && (bytes.length === head.bodyBytes || bytes.asked === head.bodyBytes)) {
      this.find();
      this.#headLine = this.#candidateLine;
      this.#beginFrame(head);
      return true;
    }
    if (this.#isFilled(bytes)) {
      this.find();
      return true;
    }
    if (bytes.length <= this.format.longestHead) this.#keepCandidate(bytes);
    return false;
  }

  /** A call that is one head and nothing else. */
  #keepCandidate(bytes: MovedBytes): void {
    const head = this.#headAt(bytes, 0);
    if (head?.headBytes !== bytes.length) return;
    this.#candidate = head;
    this.#candidateLine = bytes.line;
  }

  /** True if the call begins with frames that fill it, or what it was asked to move. */
  #isFilled(bytes: MovedBytes): boolean {
    const whole = wholeOf(bytes);
    let at = 0;
    while (at < bytes.length) {
      const head = this.#headAt(bytes, at);
      if (head === null) return false;
      at += head.headBytes + head.bodyBytes;
      if (at === whole) return true;
    }
    return at === bytes.length && at > 0;
  }

  /** The head that stands here; null if there is none by which a lost reader may find its step. */
  #headAt(bytes: MovedBytes, at: number): H | null {
    const head = this.format.headOf(bytes.show(at, this.format.longestHead));
    return head === null || head === "short" || this.format.mayBeFound?.(head) === false ? null : head;
  }
}

/** How many bytes the call was asked to move, or moved if that is not known. */
function wholeOf({ length, asked }: MovedBytes): number {
  return Math.max(length, asked ?? 0);
}
