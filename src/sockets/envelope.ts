import type { Place, Syscall } from "../strace/syscall.js";
import type { OnSocket, SocketEvent } from "./event.js";
import type { Socket } from "./socket.js";

/** What an event says of its own; the rest is the same for all. */
export type Shape = SocketEvent extends infer E ? (E extends SocketEvent ? Omit<E, keyof OnSocket> : never) : never;

/** Where and through what it happened. */
export interface Where {
  readonly at: Place;
  readonly fd: number | null;
  readonly call: Syscall | null;
  readonly pid: number | null;
}

/** Makes an event of its shape. Every write and read of a socket comes this way: the shape is filled, not copied. */
export function eventOf(socket: Socket, shape: Shape, { at, fd, call, pid }: Where): SocketEvent {
  const end = call?.end ?? at;
  const event = shape as Shape & { -readonly [Key in keyof OnSocket]: OnSocket[Key] };
  event.socket = socket;
  event.fd = fd;
  event.pid = pid;
  event.line = at.line;
  event.time = at.time;
  event.endLine = end.line;
  event.endTime = end.time;
  event.call = call?.name ?? null;
  return event;
}
