/**
 * A copy of the lines that are scanned, at the same places as in the engine's memory. Who reads a line may have the engine keep
 * something, for which its memory may grow: its bytes are in another buffer then, and the old one is empty.
 */
export class InputCopy {
  #copy = new Uint8Array(0);
  #lines: Uint8Array | null = null;

  /**
   * @param memory the engine's bytes, as they are now
   * @param input where the lines begin
   */
  constructor(
    private readonly memory: () => Uint8Array,
    private readonly input: () => number,
  ) {}

  /** Other lines stand in the engine's memory. */
  forget(): void {
    this.#lines = null;
  }

  /** The bytes of the lines, up to `end`. They are one object until they are forgotten. */
  upTo(end: number): Uint8Array {
    this.#lines ??= this.#copied(end);
    return this.#lines;
  }

  #copied(end: number): Uint8Array {
    const input = this.input();
    if (this.#copy.length < end) this.#copy = new Uint8Array(end + (end - input)); // room for lines twice as long
    this.#copy.set(this.memory().subarray(input, end), input);
    return this.#copy.subarray(0, end);
  }
}
