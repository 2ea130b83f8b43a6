import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { wasReset } from "./reset.js";

/** Why no more bytes come. */
export class EndOfStream extends Error {
  constructor(readonly how: "eof" | "reset" | "timeout") {
    super(how);
  }
}

/** The bytes of the connection, read no faster than the client's manner allows. */
export class Wire {
  #buffer = Buffer.alloc(0);
  #over: "eof" | "reset" | null = null;

  constructor(
    readonly socket: Duplex,
    /** Milliseconds to wait before each read. */
    private readonly pause: number,
    /** The connection below. */
    readonly line: Socket,
  ) {
    socket.on("error", () => (this.#over ??= "reset"));
    socket.on("end", () => (this.#over ??= socket === line && wasReset(line) ? "reset" : "eof"));
  }

  get isOver(): boolean {
    return this.#over !== null && this.#buffer.length === 0;
  }

  /** The next bytes: at least one, at most `limit`. */
  async some(limit: number): Promise<Buffer> {
    if (this.#buffer.length === 0) await this.#fill();
    const taken = this.#buffer.subarray(0, limit);
    this.#buffer = this.#buffer.subarray(taken.length);
    return taken;
  }

  /** The text up to the mark, including it. */
  async until(mark: string): Promise<string> {
    for (;;) {
      const at = this.#buffer.indexOf(mark);
      if (at >= 0) return (await this.some(at + mark.length)).toString("latin1");
      await this.#fill();
    }
  }

  /** How many bytes still arrive within 100 ms. */
  async leftover(): Promise<number> {
    const limit = Date.now() + 100;
    while (Date.now() < limit && this.#over === null) {
      const more = this.socket.read() as Buffer | null;
      if (more) this.#buffer = Buffer.concat([this.#buffer, more]);
      else await sleep(5);
    }
    return this.#buffer.length;
  }

  async #fill(): Promise<void> {
    if (this.pause > 0) await sleep(this.pause);
    const limit = Date.now() + 20_000;
    for (;;) {
      const more = this.socket.read() as Buffer | null;
      if (more) {
        this.#buffer = Buffer.concat([this.#buffer, more]);
        return;
      }
      if (this.#over) throw new EndOfStream(this.#over);
      if (Date.now() > limit) throw new EndOfStream("timeout");
      await sleep(2);
    }
  }
}
