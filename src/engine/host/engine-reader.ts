import type { LineSink } from "../../core/strace/line-splitter.js";
import type { ReaderProgress } from "../../core/strace/progress.js";
import type { ScannedLine } from "../../core/strace/scanned-line.js";
import { LineScanner, type LineUser } from "./line-scanner.js";
import type { EngineExports } from "./load.js";
import { ReaderState } from "./reader-state.js";

/** The reader in TypeScript, as far as it shares its work with the engine. */
export interface SharedReader {
  readonly line: LineSink;
  readonly scanned: (line: ScannedLine) => void;
  readonly save: (to: ReaderProgress) => void;
  readonly load: (from: ReaderProgress) => void;
}

/**
 * Has the engine read the lines of a capture, and apply them to its model. The reader in TypeScript reads those that the engine asks
 * about. What they know of the lines so far stands in one place at a time: it goes to the reader before each such line, and back.
 */
export class EngineReader {
  readonly #lines: LineScanner;
  readonly #state: ReaderState;

  constructor(
    engine: EngineExports,
    private readonly reader: SharedReader,
    failed?: LineUser["failed"],
  ) {
    this.#state = new ReaderState(engine);
    const line: LineUser["line"] = (scanned) => this.#share(() => reader.scanned(scanned));
    const ask: LineSink = (...asked) => this.#share(() => reader.line(...asked));
    this.#lines = new LineScanner(engine, { line, ask, ...(failed && { failed }) }, true);
    this.#share(() => {});
  }

  push(chunk: Uint8Array): void {
    this.#lines.push(chunk);
  }

  /** Ends the input. The reader knows all afterwards. */
  finish(): void {
    this.#lines.finish();
    this.reader.load(this.#state.get());
  }

  #share(read: () => void): void {
    const progress = this.#state.get();
    this.reader.load(progress);
    read();
    this.reader.save(progress);
    this.#state.set(progress);
  }
}
