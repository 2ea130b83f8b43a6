import type { EngineModule } from "../../analyze/follow.js";
import { UnflushedError } from "../../errors.js";
import { Batches } from "./batches.js";
import { ReadingCancelled } from "./cancelled.js";
import { checkGiven } from "./check-given.js";
import type { FromWorker, ToWorker } from "./messages.js";

/** Milliseconds between two reports of progress. */
const OFTEN = 100;

/** What the page is told, without the number of the reading. */
type Told = FromWorker extends infer Each ? (Each extends FromWorker ? Omit<Each, "reading"> : never) : never;

/** Reads files that the page gave, once. */
export class Reading {
  readonly #batches = new Batches(
    (lines) => this.#report({ kind: "lines", lines }),
    () => performance.now(),
  );
  readonly #totalBytes: number;
  #readBytes = 0;
  #reportedAt = Number.NEGATIVE_INFINITY;
  #isCancelled = false;

  constructor(
    private readonly asked: Extract<ToWorker, { kind: "read" }>,
    private readonly report: (message: FromWorker) => void,
  ) {
    this.#totalBytes = asked.files.reduce((sum, { blob }) => sum + blob.size, 0);
  }

  cancel(): void {
    this.#isCancelled = true;
    this.#batches.taken(); // if it waits for the page, it goes on
  }

  /** The page has taken a batch. */
  taken(): void {
    this.#batches.taken();
  }

  /** Reports all that is found, and how it ended. */
  async run(): Promise<void> {
    const { engine, files } = this.asked;
    try {
      await checkGiven(engine as EngineModule, files, this.#batches.write, (bytes) => this.#onRead(bytes));
      this.#batches.flush();
      this.#report({ kind: "done" });
    } catch (error) {
      if (error instanceof ReadingCancelled) return this.#report({ kind: "cancelled" });
      this.#batches.flush();
      this.#report({ kind: "failed", message: sentenceOf(error) });
    }
  }

  async #onRead(bytes: number): Promise<void> {
    this.#readBytes += bytes;
    const now = performance.now();
    if (now - this.#reportedAt >= OFTEN) {
      this.#reportedAt = now;
      this.#report({ kind: "progress", readBytes: this.#readBytes, totalBytes: this.#totalBytes });
    }
    await this.#batches.turn();
    if (this.#isCancelled) throw new ReadingCancelled();
  }

  #report(told: Told): void {
    this.report({ ...told, reading: this.asked.reading } as FromWorker);
  }
}

/** What a person reads of an error; one that nobody can cause is a fault of ours. */
function sentenceOf(error: unknown): string {
  return error instanceof UnflushedError ? error.message : `internal error, please report it: ${error}`;
}
