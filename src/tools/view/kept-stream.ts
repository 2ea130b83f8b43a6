import { closeSync, readSync } from "node:fs";
import { inTemporaryFolder, temporaryFile } from "../../run/files/temporary.js";
import { writeWhole } from "../../run/files/whole.js";

/** Characters that may wait in memory, and milliseconds after which fewer are written. */
const MOST_WAITING = 65_536;
const SOON = 50;

/**
 * A text that grows, and that several readers read from its beginning, each at its own pace. It is kept in a file without a name: a reader
 * that is slow, or gone, never makes the writer wait.
 */
export class KeptStream {
  readonly #file = temporaryFile();
  #waiting = "";
  #length = 0;
  #timer: NodeJS.Timeout | null = null;
  #problem: unknown = null;
  #isOver = false;
  #isClosed = false;
  #grown = new Signal();

  /** @throws UnflushedError (`output-unwritable`) if there is no room, perhaps for what was written before */
  write(text: string): void {
    if (this.#problem) throw this.#problem;
    this.#waiting += text;
    if (this.#waiting.length >= MOST_WAITING) this.flush();
    else this.#timer ??= setTimeout(() => this.#flushLater(), SOON).unref();
  }

  /** @throws UnflushedError (`output-unwritable`) if there is no room */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting === "" || this.#isClosed) return;
    const bytes = Buffer.from(this.#waiting);
    this.#waiting = "";
    this.#length += inTemporaryFolder(() => writeWhole(this.#file, bytes, this.#length));
    this.#grown.give();
  }

  /** No more text comes. */
  end(): void {
    this.flush();
    this.#isOver = true;
    this.#grown.give();
  }

  /** Nobody reads any more: frees the file. */
  close(): void {
    if (this.#isClosed) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#isClosed = true;
    closeSync(this.#file);
    this.#grown.give();
  }

  /**
   * The bytes from a position on, as many as fit into `memory`. If there are none yet it waits, until some are there or `isGone`.
   *
   * @returns null after the last ones
   */
  async bytesFrom(position: number, memory: Buffer, isGone: () => boolean): Promise<Buffer | null> {
    while (position >= this.#length && !this.#isOver && !this.#isClosed && !isGone()) await this.#grown.next;
    if (this.#isClosed || isGone() || position >= this.#length) return null;
    const room = Math.min(memory.length, this.#length - position);
    return memory.subarray(0, readSync(this.#file, memory, 0, room, position));
  }

  /** Wakes all who wait, so that they look whether they are gone. */
  wake(): void {
    this.#grown.give();
  }

  /** Who writes next hears of a problem: here nobody would. */
  #flushLater(): void {
    try {
      this.flush();
    } catch (error) {
      this.#problem = error;
    }
  }
}

/** Something that many wait for, again and again. */
class Signal {
  #resolve = (): void => {};
  next = this.#new();

  give(): void {
    this.#resolve();
    this.next = this.#new();
  }

  #new(): Promise<void> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }
}
