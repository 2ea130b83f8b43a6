import type { MovedBytes } from "../moved-bytes.js";
import { type Hello, helloOf } from "./hello.js";

/** Bytes of a hello that are kept, at most: one record has no more. */
const LONGEST = 16_384;

/** Collects the first record of a side, which is its hello, as far as the capture shows it. */
export class HelloBytes {
  #parts: Uint8Array[] = [];
  #length = 0;
  /** True if the capture hides a part of it. */
  isCut = false;

  /** So many bytes of it, from `at` on. */
  add(bytes: MovedBytes, at: number, length: number): void {
    if (this.isCut) return;
    const shown = bytes.show(at, Math.min(length, LONGEST - this.#length)).slice();
    this.#parts.push(shown);
    this.#length += shown.length;
    this.isCut = shown.length < length; // what comes after a hidden byte has no place
  }

  /** What it says; null if it is no hello. */
  read(): Hello | null {
    const whole = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return helloOf(whole);
  }
}
