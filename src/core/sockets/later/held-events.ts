import type { SocketEvent } from "../event.js";
import type { Socket } from "../socket.js";

const NOTHING: readonly SocketEvent[] = [];

/**
 * Orders calls that overlap. A write that has begun and not returned leaves open how many bytes the kernel takes. A
 * shutdown or close on another thread is therefore held, and reported after that write.
 */
export class HeldEvents {
  readonly #held = new Map<Socket, SocketEvent[]>();

  beginWrite(socket: Socket): void {
    socket.writesUnderWay++;
  }

  /** Returns the events that waited for this write, if no other write of the socket is under way. */
  finishWrite(socket: Socket): readonly SocketEvent[] {
    if (socket.writesUnderWay === 0 || --socket.writesUnderWay > 0) return NOTHING;
    const held = this.#held.get(socket);
    if (!held) return NOTHING;
    this.#held.delete(socket);
    return held;
  }

  /** Keeps an event of a socket that must wait. Returns false if the event need not wait. */
  hold(event: SocketEvent, socket: Socket): boolean {
    const { kind } = event;
    if (socket.writesUnderWay === 0 || (kind !== "shutdown" && kind !== "end")) return false;
    const held = this.#held.get(socket);
    if (held) held.push(event);
    else this.#held.set(socket, [event]);
    return true;
  }
}
