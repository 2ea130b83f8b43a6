import type { SingleBar } from "cli-progress";
import type { OutputStream } from "../../run/streams.js";
import type { ProbeOutcome } from "../../tools/probe/outcome.js";

/** Milliseconds before the bar appears: a shorter probe needs none. */
const PATIENCE = 1000;

/** A progress bar on standard error while a probe's requests run. It disappears when they are over. */
export class ProbeProgress {
  #bar: SingleBar | null = null;
  #isCleared = false;
  #over = 0;
  #truncated = 0;
  readonly #patience: NodeJS.Timeout;

  constructor(
    private readonly requests: number,
    private readonly stream: OutputStream,
    private readonly unicode: boolean,
  ) {
    this.#patience = setTimeout(() => void this.#start(), PATIENCE).unref();
  }

  get isShown(): boolean {
    return this.#bar !== null;
  }

  /** Counts one more request that is over. */
  advance({ verdict }: ProbeOutcome): void {
    this.#over++;
    if (verdict === "truncated") this.#truncated++;
    this.#bar?.update(this.#over, { truncated: this.#truncated });
  }

  /** Removes the bar from the terminal for good. */
  clear(): void {
    this.#isCleared = true;
    clearTimeout(this.#patience);
    this.#bar?.stop();
    this.#bar = null;
  }

  async #start(): Promise<void> {
    const { SingleBar, Presets } = await import("cli-progress");
    if (this.#isCleared) return;
    const format = "{value} of {total} requests {bar} {truncated} truncated";
    this.#bar = new SingleBar(
      { stream: this.stream, format, barsize: 24, clearOnComplete: true, fps: 10 },
      this.unicode ? Presets.shades_classic : Presets.legacy,
    );
    this.#bar.start(this.requests, this.#over, { truncated: this.#truncated });
  }
}
