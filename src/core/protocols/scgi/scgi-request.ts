import { MetaVariables } from "../cgi/meta-variables.js";
import type { MovedBytes } from "../moved-bytes.js";

const COLON = 0x3a;
const ZERO = 0x30;
const NINE = 0x39;
/** Digits of the longest length that is read. */
const MOST_DIGITS = 9;
/** Bytes of the headers that are looked at in one step. */
const STEP = 1024;

/**
 * The head of an SCGI request: a netstring of names and values, each with a zero byte after it. Its length says where it ends, so
 * that what `-s` hides is counted.
 */
export class ScgiRequest {
  readonly variables = new MetaVariables();
  /** The line of its first byte; null before it. */
  #line: number | null = null;
  #part: "length" | "headers" | "comma" | "done" | "none" = "length";
  #digits = 0;
  /** Bytes of the headers that are to come. */
  #left = 0;
  #isHidden = false;
  #name = "";
  #value = "";
  #isName = true;

  get line(): number | null {
    return this.#line;
  }

  /** True if all of its headers have come, so that the application may answer. */
  get isRead(): boolean {
    return this.#part === "done";
  }

  /** A call moved bytes. Those after the headers are the body. */
  take(bytes: MovedBytes): void {
    this.#line ??= bytes.line;
    let at = this.#part === "length" ? this.#takeLength(bytes) : 0;
    if (this.#part === "headers") at = this.#takeHeaders(bytes, at);
    if (this.#part === "comma" && at < bytes.length) this.#part = "done";
  }

  /** What follows is not known. */
  lose(): void {
    if (!this.isRead) this.#part = "none";
  }

  #takeLength(bytes: MovedBytes): number {
    const shown = bytes.show(0, MOST_DIGITS + 1);
    for (let at = 0; at < shown.length; at++) {
      const byte = shown[at] as number;
      if (byte === COLON && this.#digits > 0) {
        this.#part = "headers";
        return at + 1;
      }
      if (byte < ZERO || byte > NINE || this.#digits === MOST_DIGITS) return this.#giveUp(bytes);
      this.#digits++;
      this.#left = this.#left * 10 + byte - ZERO;
    }
    return shown.length < bytes.length ? this.#giveUp(bytes) : bytes.length;
  }

  /** It is no request, or its length is hidden. */
  #giveUp(bytes: MovedBytes): number {
    this.#part = "none";
    return bytes.length;
  }

  #takeHeaders(bytes: MovedBytes, from: number): number {
    const end = Math.min(bytes.length, from + this.#left);
    for (let at = from; at < end && !this.#isHidden; ) {
      const shown = bytes.show(at, Math.min(STEP, end - at));
      if (shown.length === 0) this.#isHidden = true;
      for (const byte of shown) this.#takeByte(byte);
      at += shown.length;
    }
    this.#left -= end - from;
    if (this.#left === 0) this.#part = "comma";
    return end;
  }

  #takeByte(byte: number): void {
    if (byte === 0) this.#endText();
    else if (this.#isName) this.#name += this.#name.length < MetaVariables.longestName ? String.fromCharCode(byte) : "";
    else if (this.#value.length < MetaVariables.room(this.#name)) this.#value += String.fromCharCode(byte);
  }

  #endText(): void {
    if (!this.#isName) {
      this.variables.set(this.#name, this.#value);
      this.#name = "";
      this.#value = "";
    }
    this.#isName = !this.#isName;
  }
}
