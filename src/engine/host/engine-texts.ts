import { latin1 } from "../../core/bytes.js";
import type { EngineExports } from "./load.js";

/** In place of the length of a text that does not exist. */
const NO_TEXT = -1;

/** Texts in the engine's memory, which may grow: then its bytes are in another buffer. */
export class EngineTexts {
  #bytes = new Uint8Array();

  constructor(private readonly engine: EngineExports) {}

  /** The bytes from one address to another, one char each; null if the end is 0. */
  between(start: number, end: number): string | null {
    return end === 0 ? null : latin1(this.bytes, start, end);
  }

  /** The text of which the engine has just said the length. */
  answer(length: number): string | null {
    if (length === NO_TEXT) return null;
    const start = this.engine.textStart();
    return latin1(this.bytes, start, start + length);
  }

  get bytes(): Uint8Array {
    const { buffer } = this.engine.memory;
    if (this.#bytes.buffer !== buffer) this.#bytes = new Uint8Array(buffer);
    return this.#bytes;
  }
}
