import type { TracedCalls } from "../../core/syscalls/traced-calls.js";
import type { CallNames } from "./call-names.js";
import type { EngineExports } from "./load.js";

/** In the order of the engine (src/engine/assembly/model/traced-calls.ts). */
const BASES = ["seen", "listed", "excepted"] as const;

/** Keeps the engine informed of which calls were traced: with each line, a capture may show one more. */
export class TracedFeed {
  /** The calls that the engine's filter asks about, by index. */
  readonly #asked: number[];
  readonly #isTraced: boolean[] = [];
  #basis: TracedCalls["basis"] | null = null;
  #leftOut = 0;

  constructor(
    private readonly engine: EngineExports,
    private readonly names: CallNames,
    private readonly traced: TracedCalls,
  ) {
    const all = Array.from({ length: engine.callCount() }, (_, index) => index);
    this.#asked = all.filter((index) => engine.isAskedByFilter(index) === 1);
  }

  /** To be called before a line is applied. */
  update(): void {
    const { basis } = this.traced;
    if (basis !== this.#basis) this.engine.setBasis(BASES.indexOf(basis));
    this.#basis = basis;
    this.#updateLeftOut();
    for (const index of this.#asked) {
      const isTraced = this.traced.has(this.names.of(index) as string);
      if (isTraced !== (this.#isTraced[index] ?? false)) this.engine.setTraced(index, isTraced);
      this.#isTraced[index] = isTraced;
    }
  }

  #updateLeftOut(): void {
    const { leftOut } = this.traced;
    const bits = leftOut ? Number(leftOut.failed) + 2 * Number(leftOut.successful) + 4 * Number(leftOut.signals) : 0;
    if (bits !== this.#leftOut) this.engine.setLeftOut(bits);
    this.#leftOut = bits;
  }
}
