import type { StraceReader } from "../strace/reader.js";
import type { LeftOut, TracedCalls } from "../syscalls/traced-calls.js";

/** The calls that were traced, as far as the lines of a capture have shown it by now. */
export class TracedSoFar implements TracedCalls {
  #version = 0;
  #known: readonly unknown[] = [];

  /** @param listed the calls that strace traced, if they are known */
  constructor(
    private readonly reader: () => Pick<StraceReader, "stated" | "leftOut" | "names">,
    private readonly listed?: ReadonlySet<string>,
  ) {}

  get basis(): TracedCalls["basis"] {
    return this.listed ? "listed" : (this.reader().stated?.basis ?? "seen");
  }

  get leftOut(): LeftOut | null {
    return this.reader().leftOut;
  }

  has(name: string): boolean {
    const { stated, names } = this.reader();
    return (this.listed ?? stated ?? names).has(name);
  }

  /** The reader replaces what comments say, and adds names. */
  get version(): number {
    const { stated, leftOut, names } = this.reader();
    const [before, without, count] = this.#known;
    if (stated !== before || leftOut !== without || names.size !== count) {
      this.#known = [stated, leftOut, names.size];
      this.#version++;
    }
    return this.#version;
  }
}
