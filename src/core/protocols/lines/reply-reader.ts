import type { MovedBytes } from "../moved-bytes.js";
import type { StreamProgress } from "../protocol.js";
import type { Follows, ReplyGrammar } from "./reply-grammar.js";

/** Where a direction stands. `in-crlf`: some data is whole, and its CRLF is not. */
type Step = "between" | "in-line" | "in-data" | "in-crlf" | "lost";

const CR = 0x0d;
const LF = 0x0a;
const CRLF = [CR, LF] as const;
/** Bytes that are looked at together. */
const WINDOW = 128;
/** A longer line is not followed. So no more is kept of a line that comes in several calls. */
const LONGEST_LINE = 4096;
/** Bytes by which a grammar may see what some data is. */
const LOOK = 8;
const NO_BYTES = new Uint8Array(0);

/**
 * Follows one direction of a text protocol, line by line. Data that a line declares is counted, and not looked at.
 *
 * A line that the capture hides breaks the chain. The reader is in step again at a call that begins with replies which fill it, or
 * what it was asked to move, to the last byte.
 */
export class ReplyReader {
  #step: Step = "between";
  /** A line that comes in several parts, as far as it has come; made only if one does. */
  #held = NO_BYTES;
  #heldLength = 0;
  /** Bytes of the call at hand, from `#windowAt` on. */
  #window: Uint8Array = NO_BYTES;
  #windowAt = 0;
  #declared = 0;
  #left = 0;
  #crlfSeen = 0;
  /** The line of strace on which the line that declared the data, or the line under way, begins. */
  #lineStart = 0;
  #replyLine = 0;
  /** Bytes of the whole direction: before the call at hand, and before the reply under way. */
  #before = 0;
  #beforeReply = 0;

  /** @param isLost true if the stream is older than the capture */
  constructor(
    private readonly grammar: ReplyGrammar,
    isLost: boolean,
  ) {
    if (isLost) this.lose();
  }

  get step(): Step {
    return this.#step;
  }

  /** The data under way: how many bytes of it were declared and have come. `line` is that of its declaration. */
  get data(): { readonly declared: number; readonly accepted: number; readonly line: number } {
    return { declared: this.#declared, accepted: this.#declared - this.#left, line: this.#lineStart };
  }

  /** The reply under way: how many bytes of it have come. `line` is that of its first byte. */
  get reply(): { readonly accepted: number; readonly line: number } {
    return { accepted: this.#before - this.#beforeReply, line: this.#replyLine };
  }

  /** See `Conversation`. */
  get progress(): StreamProgress | null {
    if (this.#step === "lost") return null;
    return { accepted: this.#before, declared: this.#before + (this.#step === "in-data" ? this.#left : 0) };
  }

  /** A call moved bytes. */
  take(bytes: MovedBytes): void {
    const wasLost = this.#step === "lost";
    if (wasLost) this.#step = "between";
    this.#read(bytes);
    if (wasLost && !this.#isConfirmed(bytes)) this.lose();
    this.#before += bytes.length;
  }

  /** What comes next is not known. */
  lose(): void {
    this.#step = "lost";
    this.#heldLength = 0;
    this.grammar.reset();
  }

  /** True if replies fill the call at hand, or will fill what it was asked to move. */
  #isConfirmed({ length, asked }: MovedBytes): boolean {
    if (this.#step === "between") return this.grammar.isIdle;
    const after = this.grammar.bytesAfterData;
    return this.#step === "in-data" && after !== null && length + this.#left + CRLF.length + after === asked;
  }

  #read(bytes: MovedBytes): void {
    this.#window = NO_BYTES;
    this.#windowAt = 0;
    let at = 0;
    while (at < bytes.length && this.step !== "lost") {
      if (this.#step === "in-data") at = this.#readData(bytes, at);
      else if (this.#step === "in-crlf") at = this.#readCrlf(bytes, at);
      else at = this.#readLine(bytes, at);
    }
  }

  #readLine(bytes: MovedBytes, at: number): number {
    if (this.#step === "between") {
      if (this.grammar.isIdle) {
        this.#replyLine = bytes.line;
        this.#beforeReply = this.#before + at;
      }
      this.#lineStart = bytes.line;
    }
    let start = at - this.#windowAt;
    let end = this.#window.indexOf(LF, start);
    if (start >= this.#window.length || end < 0) {
      this.#look(bytes, at);
      start = 0;
      end = this.#window.indexOf(LF);
    }
    if (end < 0) return this.#readPart(bytes, at);
    if (this.#heldLength === 0) {
      this.#follow(this.grammar.line(this.#window, start, end));
    } else if (this.#hold(this.#window.subarray(start, end))) {
      const length = this.#heldLength;
      this.#heldLength = 0;
      this.#follow(this.grammar.line(this.#held, 0, length));
    }
    return this.#windowAt + end + 1;
  }

  /** A part of a line, of which the capture shows no end. */
  #readPart(bytes: MovedBytes, at: number): number {
    const seen = this.#window;
    const end = at + seen.length;
    if (end < bytes.length && seen.length < WINDOW) {
      if (this.#heldLength > 0 || !this.grammar.endsUnseen(seen, bytes.length - at)) this.lose();
      return bytes.length;
    }
    this.#step = "in-line";
    if (this.#hold(seen) && !this.grammar.mayBegin(this.#held, this.#heldLength)) this.lose();
    return end;
  }

  #look(bytes: MovedBytes, at: number): void {
    this.#window = bytes.show(at, WINDOW);
    this.#windowAt = at;
  }

  /** Some bytes of the call at hand, as far as the capture shows them. */
  #see(bytes: MovedBytes, at: number, length: number): Uint8Array {
    const start = at - this.#windowAt;
    if (start + length <= this.#window.length) return this.#window.subarray(start, start + length);
    this.#look(bytes, at);
    return this.#window.subarray(0, length);
  }

  /** Adds to the line under way; false, and lost, if it gets too long. */
  #hold(part: Uint8Array): boolean {
    if (this.#heldLength + part.length > LONGEST_LINE) {
      this.lose();
      return false;
    }
    if (this.#held.length === 0) this.#held = new Uint8Array(LONGEST_LINE);
    this.#held.set(part, this.#heldLength);
    this.#heldLength += part.length;
    return true;
  }

  #follow(follows: Follows | null): void {
    if (follows === null) this.lose();
    else if (follows === "nothing") this.#step = "between";
    else this.#beginData(follows);
  }

  #beginData(length: number): void {
    this.#declared = length;
    this.#left = length;
    this.#crlfSeen = 0;
    this.#step = length === 0 ? "in-crlf" : "in-data";
  }

  #readData(bytes: MovedBytes, at: number): number {
    if (this.#left === this.#declared) this.grammar.dataBegins?.(this.#see(bytes, at, Math.min(LOOK, this.#left)));
    const length = Math.min(this.#left, bytes.length - at);
    this.#left -= length;
    if (this.#left === 0) this.#step = "in-crlf";
    return at + length;
  }

  /** The CRLF after data is fixed: if the capture hides it, it is there all the same. */
  #readCrlf(bytes: MovedBytes, at: number): number {
    const due = CRLF.length - this.#crlfSeen;
    const length = Math.min(due, bytes.length - at);
    const seen = this.#see(bytes, at, length);
    const isThere = seen.every((byte, index) => byte === CRLF[this.#crlfSeen + index]);
    if (!this.grammar.hasCrlf && (!isThere || seen.length === 0)) {
      this.#endData();
      return at;
    }
    if (!isThere) this.lose();
    else if (length === due) this.#endData();
    else this.#crlfSeen += length;
    return at + length;
  }

  #endData(): void {
    this.#step = "between";
    this.grammar.dataEnds();
  }
}
