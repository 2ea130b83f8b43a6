import type { CallRow } from "../../syscalls/row.js";
import { hasFlag } from "../constants.js";
import type { Handler } from "../handler.js";
import { buffersReader, movedBytes } from "../io-buffers.js";
import { taken } from "../visible-bytes.js";
import { movedTooMuch } from "./contradiction.js";
import { receiveFds } from "./passing.js";

/** The handler of a call that reads from its first fd. A message over a Unix socket may also bring fds. */
export function reader(row: CallRow): Handler {
  const { buffers, classes, flags } = row;
  const offered = buffersReader(row);
  const provesSocket = classes.includes("network");
  const read: Handler = (model, call, thread) => {
    const socket = model.socketOf(call, thread);
    if (!socket) return;
    if (provesSocket) socket.proven = true;
    const { value, error } = call.result;
    const offer = offered(call);
    const { asked, afterCount } = offer;
    if (afterCount < 0 || !hasPlainFlags(call.argumentsText, afterCount)) {
      const msgFlags = flags === undefined ? undefined : call.args?.[flags];
      if (hasFlag(msgFlags, "MSG_ERRQUEUE")) return; // errors, and not bytes of the stream
      // a peek leaves its bytes in the socket for the next read; its 0 is the end of the stream (wget)
      if (hasFlag(msgFlags, "MSG_PEEK") && (value ?? 0) > 0) return;
    }
    if (value === null || asked === 0) return; // without room in the buffer, a 0 is not the end of the stream
    const received = movedBytes(offer, value);
    if (movedTooMuch(call, asked, received)) {
      model.emit(socket, call, { kind: "damaged" });
      return;
    }
    const pieces = taken(offer, received);
    if (pieces.length > 0) thread.lastRead = { line: call.begin.line, pieces };
    if (received > 0) socket.hasNoRoom = false; // what the poll reported was these bytes, and not an end that came later
    model.emit(socket, call, { kind: "read", asked, received, error, pieces });
  };
  if (buffers !== "message") return read;
  return (model, call, thread) => {
    read(model, call, thread);
    receiveFds(model, call, thread);
  };
}

/** True if the arguments after the count certainly hold neither MSG_PEEK nor MSG_ERRQUEUE, without the grammar. */
function hasPlainFlags(text: string, start: number): boolean {
  return start === text.length || text.startsWith(", 0,", start) || PLAIN_FLAGS.test(text.slice(start));
}

const PLAIN_FLAGS = /^, (?:0|MSG_(?:DONTWAIT|NOSIGNAL|WAITALL|TRUNC))(?:,.*)?$/;
