import type { Viewer } from "../viewer/viewer.js";
import type { FromWorker, GivenFile, ToWorker } from "../worker/messages.js";

const CANCELLED = "cancelled; what is shown was found before";
const RELOAD = "reload the page, in a browser that has WebAssembly";

/** Has files read by the worker, and shown by a viewer: one after the other, the last one counts. */
export class Readings {
  readonly #worker = new Worker("worker.js");
  readonly #engine = compiledEngine();
  #number = 0;
  #viewer: Viewer | null = null;
  #onEnd = (): void => {};

  constructor() {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => this.#hear(data));
    this.#worker.addEventListener("error", () => this.#end((viewer) => viewer.fail(`worker.js failed: ${RELOAD}`)));
    this.#engine.catch(() => {}); // whoever reads hears of it
  }

  /** Reads files into a viewer. A reading that is under way is cancelled. `onEnd` is called when no more lines come. */
  async start(files: readonly GivenFile[], viewer: Promise<Viewer>, onEnd: () => void): Promise<void> {
    this.cancel();
    const reading = ++this.#number;
    this.#onEnd = onEnd;
    const shown = await viewer;
    if (reading !== this.#number) return; // another one began meanwhile
    this.#viewer = shown;
    try {
      const engine = await this.#engine;
      if (this.#viewer === shown) this.#ask({ kind: "read", reading, engine, files }); // or it was cancelled meanwhile
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#end(({ fail }) => fail(`the engine cannot be loaded (${why}): ${RELOAD}`));
    }
  }

  /** Ends the reading that is under way, if there is one. */
  cancel(): void {
    if (!this.#viewer) return;
    this.#ask({ kind: "cancel", reading: this.#number });
    this.#end(({ fail }) => fail(CANCELLED));
  }

  #hear(message: FromWorker): void {
    if (message.reading !== this.#number) return;
    if (message.kind === "lines") {
      this.#viewer?.take(message.lines);
      this.#ask({ kind: "taken", reading: this.#number });
    } else if (message.kind === "progress") this.#viewer?.progress(message.readBytes, message.totalBytes);
    else if (message.kind === "done") this.#end(({ finish }) => finish());
    else if (message.kind === "failed") this.#end(({ fail }) => fail(message.message));
  }

  #end(tell: (viewer: Viewer) => void): void {
    const viewer = this.#viewer;
    this.#viewer = null;
    if (!viewer) return;
    tell(viewer);
    this.#onEnd();
  }

  #ask(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}

/** The bytes are compiled, and not the response: some servers do not know the type of a file that ends with .wasm. */
async function compiledEngine(): Promise<WebAssembly.Module> {
  const response = await fetch("engine.wasm");
  if (!response.ok) throw new Error(`${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
}
