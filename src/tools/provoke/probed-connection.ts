import type { Connection } from "../../core/analysis/model.js";
import type { SocketEvent, WriteEvent } from "../../core/sockets/event.js";
import { isBufferFull } from "../../core/sockets/write-errors.js";
import type { CallBook } from "./call-book.js";
import type { ResponseWrite } from "./response-write.js";

/** Follows one connection of the server: its writes, and whether each of them met a full socket. */
export class ProbedConnection {
  readonly writes: ResponseWrite[] = [];
  /** True once the program has read at least a part of a request. */
  wasAsked = false;
  isNonBlocking = false;
  /**
   * Seconds at which the kernel reported room after a refused write; null if it did not, or if the program has written
   * since.
   */
  wokenAt: number | null = null;
  /** The kernel took less than it was asked to, and has not reported room since. */
  #isFull = false;

  constructor(
    readonly connection: Connection,
    private readonly book: CallBook,
  ) {}

  event(event: SocketEvent): void {
    if (event.kind === "read" && event.received > 0) this.wasAsked = true;
    if (event.kind === "write" && this.connection.role !== "client") this.#write(event);
    if (event.kind === "writable") {
      this.#isFull = false;
      if (isBufferFull(this.writes.at(-1)?.error ?? null)) this.wokenAt ??= this.book.returnOf(event.line);
    }
  }

  #write(event: WriteEvent): void {
    const { call, pid, asked, accepted, error, injected, line, fd } = event;
    if (call === null || asked === 0) return;
    const isRefused = isBufferFull(error) && !injected;
    this.writes.push({
      number: this.writes.length + 1,
      call,
      pid,
      ordinal: this.book.ordinalOf(line),
      askedBytes: asked,
      acceptedBytes: accepted,
      error,
      isInjected: injected,
      isFull: isRefused || this.#isFull,
      line,
    });
    this.wokenAt = null;
    const since = this.connection.opened.line;
    if (isRefused || this.book.isNonBlocking(fd ?? this.connection.fd, since, line)) this.isNonBlocking = true;
    if (!injected) this.#isFull = isRefused || (error === null && asked !== null && accepted < asked);
  }
}
