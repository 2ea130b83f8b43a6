import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { wasReset } from "../reset.js";

/** How the stream of the server ended: `open` if it did not, as long as the client looked. */
export type LineEnd = "eof" | "reset" | "open";

/** How a connection is watched. */
export interface Watching {
  /** Hears of all bytes that the server sent, before the library does. */
  readonly saw: (bytes: Buffer) => void;
  /** The connection outlives the library: the witness reads on, as slowly as the client did, until the server ends its side. */
  readonly readsOn?: boolean;
  /** Milliseconds to wait between two reads, so that the socket fills up; 0 reads as fast as the library takes it. */
  readonly pause?: number;
}

/** How long a witness that reads on waits between two reads, in milliseconds. */
const PAUSE = 4;

/** A connection whose bytes pass a witness on their way to a library. */
export class WatchedLine extends Duplex {
  #ended: LineEnd = "open";
  #isAlone = false;

  constructor(
    readonly line: Socket,
    private readonly watching: Watching,
  ) {
    super({ allowHalfOpen: true });
    line.on("data", (bytes) => {
      watching.saw(bytes);
      if (this.#isAlone || !this.push(bytes) || watching.pause) line.pause();
    });
    line.on("end", () => {
      this.#ended = wasReset(line) ? "reset" : "eof";
      if (!this.#isAlone) this.push(null);
    });
    line.on("error", (error) => {
      this.#failed(error);
      if (!this.#isAlone) this.destroy(error);
    });
    line.pause();
  }

  get ended(): LineEnd {
    return this.#ended;
  }

  override _read(): void {
    const { pause = 0 } = this.watching;
    if (pause > 0) setTimeout(() => this.line.resume(), pause);
    else this.line.resume();
  }

  override _write(bytes: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    if (this.#isAlone) done();
    else
      this.line.write(bytes, (error) => {
        if (error) this.#failed(error);
        done(error);
      });
  }

  #failed({ code }: NodeJS.ErrnoException): void {
    // EPIPE may follow an end
    if (code === "ECONNRESET" || this.#ended === "open") this.#ended = "reset";
  }

  override _final(done: () => void): void {
    if (this.watching.readsOn) done();
    else this.line.end(done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (this.watching.readsOn) this.goOnAlone();
    else this.line.destroy();
    done(error);
  }

  /** Gives the library nothing more, and reads on. */
  goOnAlone(): void {
    if (this.#isAlone) return;
    this.#isAlone = true;
    const timer = setInterval(() => {
      if (this.#ended === "open" && !this.line.destroyed) this.line.resume();
      else clearInterval(timer);
    }, PAUSE);
  }
}
