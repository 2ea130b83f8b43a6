import type { Syscall } from "../strace/call/syscall.js";
import type { LineRef } from "../strace/line/line-ref.js";
import type { OnSocket, SocketEvent } from "./event.js";
import type { Socket } from "./socket.js";

/** What an event says of its own; the rest is the same for all. */
export type EventFields = SocketEvent extends infer E
  ? E extends SocketEvent
    ? Omit<E, keyof OnSocket>
    : never
  : never;

/** Where it happened, and through which call. */
export interface EventContext {
  readonly at: LineRef;
  readonly fd: number | null;
  readonly call: Syscall | null;
}

/** Makes an event of its shape: the usual ones in one literal each, as spreading unlike shapes takes several times as long. */
export function makeEvent(
  socket: Socket,
  shape: EventFields,
  { at, fd, call }: EventContext,
  pid: number | null,
): SocketEvent {
  const { line, time } = at;
  const { line: endLine, time: endTime } = call?.end ?? at;
  const name = call?.name ?? null;
  switch (shape.kind) {
    case "write": {
      const { kind, asked, accepted, error, pieces, injected, returned } = shape;
      return {
        kind,
        asked,
        accepted,
        error,
        pieces,
        injected,
        returned,
        socket,
        fd,
        pid,
        line,
        time,
        endLine,
        endTime,
        call: name,
      };
    }
    case "read": {
      const { kind, asked, received, error, pieces } = shape;
      return { kind, asked, received, error, pieces, socket, fd, pid, line, time, endLine, endTime, call: name };
    }
    case "open":
      return { kind: "open", origin: shape.origin, socket, fd, pid, line, time, endLine, endTime, call: name };
    case "shutdown": {
      const { kind, how, error } = shape;
      return { kind, how, error, socket, fd, pid, line, time, endLine, endTime, call: name };
    }
    case "end":
      return { kind: "end", by: shape.by, socket, fd, pid, line, time, endLine, endTime, call: name };
    default:
      return { ...shape, socket, fd, pid, line, time, endLine, endTime, call: name };
  }
}
