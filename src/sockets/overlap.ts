import type { SocketEvent } from "./event.js";
import type { Socket } from "./socket.js";

/** The writes that are under way on one socket, and what ended it meanwhile. */
interface UnderWay {
  writes: number;
  readonly waiting: SocketEvent[];
}

/**
 * Orders calls that overlap. While a write is under way on one thread, nobody knows what the kernel took of it: a
 * shutdown or close on another thread is told when the write has returned, behind its bytes.
 */
export class Overlap {
  readonly #sockets = new Map<Socket, UnderWay>();

  writeBegins(socket: Socket): void {
    const known = this.#sockets.get(socket);
    if (known) known.writes++;
    else this.#sockets.set(socket, { writes: 1, waiting: [] });
  }

  /** Returns what has waited for the write, once it was the last one. */
  writeReturns(socket: Socket): readonly SocketEvent[] {
    const known = this.#sockets.get(socket);
    if (!known || --known.writes > 0) return [];
    this.#sockets.delete(socket);
    return known.waiting;
  }

  /** Keeps an event that must wait; false where nothing is under way. */
  holdsBack(event: SocketEvent): boolean {
    const endsIt = event.kind === "shutdown" || event.kind === "end";
    const known = endsIt ? this.#sockets.get(event.socket) : undefined;
    if (!known) return false;
    known.waiting.push(event);
    return true;
  }
}
