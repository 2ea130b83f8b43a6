import type { TracedCalls } from "../../core/syscalls/traced-calls.js";
import type { CallNames } from "./call-names.js";
import type { EngineExports } from "./load.js";

/** In the order of the engine (src/engine/assembly/model/traced-calls.ts). */
const BASES = ["seen", "listed", "excepted"] as const;

/** Keeps the engine informed of which calls were traced: with each line, a capture may show one more. */
export class TracedFeed {
  /** The calls that the engine's filter asks about. */
  readonly #asked: { readonly index: number; readonly name: string; isTraced: boolean }[];
  #basis: TracedCalls["basis"] | null = null;
  #leftOut = 0;
  #version: number | undefined;

  constructor(
    private readonly engine: EngineExports,
    names: CallNames,
    private readonly traced: TracedCalls,
  ) {
    const all = Array.from({ length: engine.callCount() }, (_, index) => index);
    const asked = all.filter((index) => engine.isAskedByFilter(index) === 1);
    this.#asked = asked.map((index) => ({ index, name: names.of(index) as string, isTraced: false }));
  }

  /** To be called before a line is applied. */
  update(): void {
    const { basis, version } = this.traced;
    if (version !== undefined && version === this.#version) return;
    this.#version = version;
    if (basis !== this.#basis) this.engine.setBasis(BASES.indexOf(basis));
    this.#basis = basis;
    this.#updateLeftOut();
    for (const call of this.#asked) {
      const isTraced = this.traced.has(call.name);
      if (isTraced === call.isTraced) continue;
      this.engine.setTraced(call.index, isTraced);
      call.isTraced = isTraced;
    }
  }

  #updateLeftOut(): void {
    const { leftOut } = this.traced;
    const bits = leftOut ? Number(leftOut.failed) + 2 * Number(leftOut.successful) + 4 * Number(leftOut.signals) : 0;
    if (bits !== this.#leftOut) this.engine.setLeftOut(bits);
    this.#leftOut = bits;
  }
}
