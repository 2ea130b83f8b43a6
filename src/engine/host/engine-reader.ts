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
  /** Takes a line that was cut out of its file elsewhere: the reader reads it. */
  readonly line: LineSink;
  readonly #lines: LineScanner;
  readonly #state: ReaderState;
  readonly #failed: NonNullable<LineUser["failed"]>;

  /** @param failed hears of a fault of the engine: WebAssembly trapped at the line of this number */
  constructor(
    engine: EngineExports,
    private readonly reader: SharedReader,
    failed?: NonNullable<LineUser["failed"]>,
  ) {
    // what the engine knows of the lines before the fault, the reader knows at the end
    this.#failed = (line) => {
      reader.load({ ...this.#state.get(), line: line - 1 });
      throw failed?.(line) ?? new Error(`the engine fails at line ${line}`);
    };
    this.#state = new ReaderState(engine);
    this.line = (...line) => this.#share(() => reader.line(...line));
    const line: LineUser["line"] = (scanned) => this.#share(() => reader.scanned(scanned));
    this.#lines = new LineScanner(engine, { line, ask: this.line, failed: this.#failed }, true);
    this.#share(() => {});
  }

  push(chunk: Uint8Array): void {
    this.#lines.push(chunk);
  }

  /** No more bytes may come for a while: the last whole line is read now. */
  settle(): void {
    this.#lines.settle();
  }

  /** Ends the input. The reader knows all afterwards. */
  finish(): void {
    this.#lines.finish();
    this.reader.load(this.#state.get());
  }

  #share(read: () => void): void {
    const progress = this.#state.get();
    this.reader.load(progress);
    try {
      read();
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      this.#failed(progress.line + 1);
    }
    this.reader.save(progress);
    this.#state.set(progress);
  }
}
