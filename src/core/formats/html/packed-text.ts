import { Deflate, strToU8 } from "fflate";
import type { WriteText } from "../format.js";

/** Bytes of base64 at a time: a multiple of three, so that the pieces can be put together. */
const PIECE = 3 * 8192;
/** Characters that are compressed at a time, always as many: the same text gives the same bytes, in whatever pieces it comes. */
const SLICE = 65_536;
/** Of a character that takes two units of UTF-16. */
const FIRST_HALF = /[\ud800-\udbff]/;

const DIGITS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"];
/** Of twelve bits. */
const PAIRS = DIGITS.flatMap((first) => DIGITS.map((second) => first + second));

/**
 * Compresses text (RFC 1951) and writes it as base64: lines of at most 32,768 characters, each of which can be decoded by itself. No text
 * can end the element that it stands in.
 */
export class PackedText {
  readonly #deflate: Deflate;
  #waiting = "";
  #bytes: Uint8Array<ArrayBufferLike> = new Uint8Array(0);

  constructor(private readonly write: WriteText) {
    this.#deflate = new Deflate({ level: 6 }, (bytes, isLast) => this.#take(bytes, isLast));
  }

  readonly add = (text: string): void => {
    this.#waiting += text;
    if (this.#waiting.length <= SLICE) return;
    let at = 0;
    while (this.#waiting.length - at > SLICE) {
      const end = at + SLICE - (FIRST_HALF.test(this.#waiting[at + SLICE - 1] ?? "") ? 1 : 0);
      this.#deflate.push(strToU8(this.#waiting.slice(at, end)));
      at = end;
    }
    this.#waiting = this.#waiting.slice(at);
  };

  /** No more text comes. */
  end(): void {
    this.#deflate.push(strToU8(this.#waiting), true);
    this.#waiting = "";
  }

  #take(bytes: Uint8Array, isLast: boolean): void {
    const all = new Uint8Array(this.#bytes.length + bytes.length);
    all.set(this.#bytes);
    all.set(bytes, this.#bytes.length);
    let from = 0;
    for (; all.length - from >= PIECE; from += PIECE) this.write(`${base64(all.subarray(from, from + PIECE))}\n`);
    this.#bytes = all.slice(from);
    if (isLast && this.#bytes.length > 0) this.write(`${base64(this.#bytes)}\n`);
  }
}

/** The language itself has no function for it. */
function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += (PAIRS[bits >> 12] as string) + (PAIRS[bits & 0xfff] as string);
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  return text.slice(0, text.length - missing) + "=".repeat(missing);
}
