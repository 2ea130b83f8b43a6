import { basename } from "node:path";
import type { SingleBar } from "cli-progress";
import type { CaptureInput } from "../../capture/find-captures.js";
import { roughDuration } from "../../core/text/duration.js";
import { forTerminal } from "../../core/text/escape.js";
import { inputBytes } from "../../run/check/jobs.js";
import type { OutputStream, Terminal } from "../../run/streams.js";
import { showsUnicode } from "./locale.js";
import { canRewrite } from "./page.js";

/** Milliseconds before the bar appears: a shorter run needs none. */
const PATIENCE = 1000;
const MEGA = 1e6;

/** The bar for these inputs; null if it was not asked for, or if the stream shows none. */
export function progressBar(
  isAsked: boolean,
  inputs: readonly CaptureInput[],
  { stderr, env }: Terminal,
): ProgressBar | null {
  return isAsked && canRewrite(stderr, env) ? new ProgressBar(inputs, stderr, showsUnicode(env)) : null;
}

/** A progress bar on standard error while long captures are read. It disappears when the reading is over. */
export class ProgressBar {
  #bar: SingleBar | null = null;
  #read = 0;
  readonly #since = Date.now();
  readonly #total: number;

  constructor(
    private readonly inputs: readonly CaptureInput[],
    private readonly stream: OutputStream,
    private readonly unicode = true,
  ) {
    this.#total = inputBytes(inputs);
  }

  get isShown(): boolean {
    return this.#bar !== null;
  }

  /** Counts bytes of the files that were read. */
  async advance(bytes: number): Promise<void> {
    this.#read += bytes;
    const elapsed = Date.now() - this.#since;
    if (elapsed < PATIENCE || this.#total === 0) return;
    if (!this.#bar) await this.#start();
    const rate = this.#read / elapsed / 1000; // megabytes a second
    const left = Math.ceil((this.#total - this.#read) / MEGA / rate);
    this.#bar?.update(Math.min(this.#read, this.#total), { rate: rate.toFixed(0), left: roughDuration(left) });
  }

  /** Removes the bar from the terminal: before other text, and at the end. */
  clear(): void {
    this.#bar?.stop();
    this.#bar = null;
  }

  async #start(): Promise<void> {
    const { SingleBar, Presets } = await import("cli-progress");
    const [first] = this.inputs;
    const { length } = this.inputs;
    const name = length > 1 ? `${length} captures` : forTerminal(basename(first?.path ?? "")).slice(0, 30);
    const format = `${name} {bar} {percentage}%  ${(this.#total / MEGA).toFixed(0)} MB  {rate} MB/s  {left} left`;
    this.#bar = new SingleBar(
      { stream: this.stream, format, barsize: 24, clearOnComplete: true, fps: 10 },
      this.unicode ? Presets.shades_classic : Presets.legacy,
    );
    this.#bar.start(this.#total, this.#read, { rate: "?", left: "?" });
  }
}
