import type { Syscall } from "../strace/call/syscall.js";
import type { LineRef } from "../strace/line/line-ref.js";
import type { OnSocket, SocketEvent } from "./event.js";
import type { Socket } from "./socket.js";

/** The fields that only one kind of event has. */
export type EventFields = SocketEvent extends infer E
  ? E extends SocketEvent
    ? Omit<E, keyof OnSocket>
    : never
  : never;

/** The line, the fd and the call of an event. `fd` and `call` are null if no call caused it. */
export interface EventContext {
  readonly at: LineRef;
  readonly fd: number | null;
  readonly call: Syscall | null;
}

/**
 * Makes an event. Each frequent kind has a literal of its own: spreading objects of different shapes takes several
 * times as long.
 */
export function makeEvent(
  socket: Socket,
  fields: EventFields,
  { at, fd, call }: EventContext,
  pid: number | null,
): SocketEvent {
  const { line, time } = at;
  const { line: endLine, time: endTime } = call?.end ?? at;
  const name = call?.name ?? null;
  switch (fields.kind) {
    case "write": {
      const { kind, asked, accepted, error, pieces, offered, injected, returned } = fields;
      return {
        kind,
        asked,
        accepted,
        error,
        pieces,
        offered,
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
      const { kind, asked, received, error, pieces } = fields;
      return { kind, asked, received, error, pieces, socket, fd, pid, line, time, endLine, endTime, call: name };
    }
    case "open":
      return { kind: "open", origin: fields.origin, socket, fd, pid, line, time, endLine, endTime, call: name };
    case "shutdown": {
      const { kind, how, error } = fields;
      return { kind, how, error, socket, fd, pid, line, time, endLine, endTime, call: name };
    }
    case "end":
      return { kind: "end", by: fields.by, socket, fd, pid, line, time, endLine, endTime, call: name };
    case "release":
      return { kind: "release", socket, fd, pid, line, time, endLine, endTime, call: name };
    default:
      return { ...fields, socket, fd, pid, line, time, endLine, endTime, call: name };
  }
}
