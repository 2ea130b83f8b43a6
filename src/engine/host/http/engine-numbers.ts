import type { EngineTexts } from "../engine-texts.js";
import type { EngineExports } from "../load.js";

/** Where the length of a text stands, in units of four bytes, and after how many bytes the text itself begins. */
const TEXT_LENGTH = 4;
const TEXT_BYTES = 24;

/** The numbers in the engine's memory, which is another object after it has grown. */
export class EngineNumbers {
  #floats = new Float64Array();
  #integers = new Int32Array();

  constructor(
    private readonly engine: EngineExports,
    private readonly texts: EngineTexts,
  ) {}

  /** To be called before numbers are read, and again after the engine was called. */
  look(): void {
    const { buffer } = this.engine.memory;
    if (this.#floats.buffer === buffer) return;
    this.#floats = new Float64Array(buffer);
    this.#integers = new Int32Array(buffer);
  }

  /** A number at an address; `index` is in units of eight bytes. */
  float(at: number, index: number): number {
    return this.#floats[at / Float64Array.BYTES_PER_ELEMENT + index] as number;
  }

  /** The same; null for one that the capture does not show. */
  known(at: number, index: number): number | null {
    const value = this.float(at, index);
    return Number.isNaN(value) ? null : value;
  }

  putFloat(at: number, index: number, value: number): void {
    this.#floats[at / Float64Array.BYTES_PER_ELEMENT + index] = value;
  }

  putInteger(at: number, index: number, value: number): void {
    this.#integers[at / Int32Array.BYTES_PER_ELEMENT + index] = value;
  }

  /** A text that the engine keeps (src/engine/assembly/heap/text.ts); null at 0. */
  text(at: number): string | null {
    if (at === 0) return null;
    const start = at + TEXT_BYTES;
    return this.texts.between(start, start + this.integer(at, TEXT_LENGTH));
  }

  /** An integer at an address; `index` is in units of four bytes. */
  integer(at: number, index: number): number {
    return this.#integers[at / Int32Array.BYTES_PER_ELEMENT + index] as number;
  }
}
