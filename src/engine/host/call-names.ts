import type { EngineTexts } from "./engine-texts.js";
import type { EngineExports } from "./load.js";

/** The names of calls by their index in the engine's table, each read once. */
export class CallNames {
  readonly #names: string[] = [];

  constructor(
    private readonly engine: EngineExports,
    private readonly texts: EngineTexts,
  ) {}

  /** Null for no call. */
  of(index: number): string | null {
    if (index < 0) return null;
    this.#names[index] ??= this.#read(index);
    return this.#names[index];
  }

  #read(index: number): string {
    const [start, length] = new Int32Array(this.engine.memory.buffer, this.engine.callRow(index), 2) as unknown as [
      number,
      number,
    ];
    return this.texts.between(start, start + length) as string;
  }
}
