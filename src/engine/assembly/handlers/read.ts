/** Calls that read from their first fd. */
import { Constant, hasFlag } from "../arguments/constants";
import { firstFd } from "../arguments/fd";
import { buffers, readFlags } from "../buffers/io-buffers";
import { Piece } from "../buffers/piece";
import { moved } from "../buffers/pieces";
import { call } from "../call/current-call";
import { Buffers, Call } from "../calls/call";
import { EventKind } from "../events/event-kind";
import { textOf } from "../heap/text";
import { beginEvent, reportDamage, sendEvent } from "../model/emitter";
import { socketOf } from "../model/socket-of";
import { createLastRead, LastRead } from "../sockets/orders";
import { Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";
import { movedTooMuch } from "./contradiction";
import { receiveFds } from "./passing";

/** `read(7, "...", 8192) = 100`. A message over a Unix socket may also bring fds. */
export function read(thread: Thread, row: Call): void {
  const socket = socketOf(thread);
  if (socket) readFrom(socket, thread, row);
  if (row.buffers === Buffers.Message) receiveFds(thread);
}

function readFrom(socket: Socket, thread: Thread, row: Call): void {
  if (row.isNetwork) socket.proven = true;
  buffers.read(row);
  const asked = buffers.asked;
  const flags = readFlags(row);
  if (hasFlag(flags, Constant.MSG_ERRQUEUE)) return; // errors, and not bytes of the stream
  // a peek leaves its bytes in the socket for the next read; its 0 is the end of the stream (wget)
  if (hasFlag(flags, Constant.MSG_PEEK) && call.hasValue !== 0 && call.value > 0) return;
  if (call.hasValue === 0 || asked === 0) return; // without room in the buffer, a 0 is not the end of the stream
  const received = buffers.movedBytes();
  if (movedTooMuch(asked, received)) {
    reportDamage(socket, firstFd());
    return;
  }
  buffers.take(received);
  if (moved.count > 0) thread.lastRead = lastReadOf(moved.at(0));
  if (received > 0) socket.hasNoRoom = false; // what the poll reported was these bytes, and not an end that came later
  const event = beginEvent(EventKind.Read, socket, firstFd());
  event.asked = asked;
  event.moved = received;
  event.setError(call.errorStart, call.errorEnd);
  if (moved.count > 0) event.lastRead = thread.lastRead;
  sendEvent(event, socket);
}

/** More bytes are not looked at to find a command in them (core/protocols/told.ts): a byte is printed with four at most, and a mark of what was left out has to be whole. */
const KEPT: usize = 4 * 256 + 128;

/** What the thread has read last, of which the first piece is enough. */
function lastReadOf(first: Piece): LastRead {
  const end = min(first.textEnd, first.textStart + KEPT);
  const read = createLastRead(textOf(first.textStart, end));
  read.line = call.beginLine;
  read.length = first.length;
  read.isQuoted = first.isQuoted;
  read.isCut = first.isCut || (end < first.textEnd && !first.isElided);
  return read;
}
