import type { MovedBytes } from "../moved-bytes.js";

const FIRST_ROOM = 256;
const MOST_ROOM_AT_REST = 4096;

/** Bytes that come in parts, as far as the capture shows them: from the first one that is hidden, or that has no room, it takes no more. */
export class ShownBytes {
  #room = new Uint8Array(FIRST_ROOM);
  #length = 0;
  #isWhole = true;

  /** @param most how many it keeps */
  constructor(private readonly most: number) {}

  /** True if nothing was hidden so far. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** What was shown; valid until the next call of `add`. */
  get bytes(): Uint8Array {
    return this.#room.subarray(0, this.#length);
  }

  clear(): void {
    if (this.#room.length > MOST_ROOM_AT_REST) this.#room = new Uint8Array(FIRST_ROOM);
    this.#length = 0;
    this.#isWhole = true;
  }

  /** So many bytes of a call, from `at` on. */
  add(moved: MovedBytes, at: number, length: number): void {
    if (!this.#isWhole || length === 0) return;
    this.append(moved.show(at, length), length);
  }

  /** Bytes of which there should be so many. */
  append(shown: Uint8Array, length: number): void {
    if (!this.#isWhole) return;
    const taken = Math.min(shown.length, this.most - this.#length);
    this.#isWhole = taken === length;
    if (this.#length + taken > this.#room.length) this.#grow(this.#length + taken);
    this.#room.set(shown.subarray(0, taken), this.#length);
    this.#length += taken;
  }

  /** What follows is hidden. */
  hide(): void {
    this.#isWhole = false;
  }

  #grow(needed: number): void {
    const room = new Uint8Array(Math.max(needed, 2 * this.#room.length));
    room.set(this.bytes);
    this.#room = room;
  }
}
