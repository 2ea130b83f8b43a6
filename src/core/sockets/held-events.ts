import type { SocketEvent } from "./event.js";
import type { Socket } from "./socket.js";

const NOTHING: readonly SocketEvent[] = [];

/**
 * Orders calls that overlap. While a write is under way on one thread, nobody knows what the kernel took of it: a
 * shutdown or close on another thread is told when the write has returned, behind its bytes.
 */
export class HeldEvents {
  readonly #waiting = new Map<Socket, SocketEvent[]>();

  writeBegins(socket: Socket): void {
    socket.writesUnderWay++;
  }

  /** Returns what has waited for the write, once it was the last one. */
  writeReturns(socket: Socket): readonly SocketEvent[] {
    if (socket.writesUnderWay === 0 || --socket.writesUnderWay > 0) return NOTHING;
    const waiting = this.#waiting.get(socket);
    if (!waiting) return NOTHING;
    this.#waiting.delete(socket);
    return waiting;
  }

  /** Keeps an event that must wait; false where nothing is under way. */
  holdsBack(event: SocketEvent): boolean {
    const { kind, socket } = event;
    if (socket.writesUnderWay === 0 || (kind !== "shutdown" && kind !== "end")) return false;
    const waiting = this.#waiting.get(socket);
    if (waiting) waiting.push(event);
    else this.#waiting.set(socket, [event]);
    return true;
  }
}
