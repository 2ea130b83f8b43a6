/** What polls report about one fd. */
import { Ready } from "../arguments/structs/ready";
import { EventKind } from "../events/event-kind";
import { beginEvent, sendEvent } from "../model/emitter";
import { Socket } from "../sockets/socket";

/**
 * Emits what the flags mean: the peer is gone, the socket takes bytes again, or the peer ended its side.
 *
 * @param hangup the flag that says that the peer is gone: `EPOLLHUP` and `POLLHUP` mean the same
 * @param asksWritable the program asked whether the socket takes bytes, and the call reports the state as it was when it returned
 */
export function emitReady(socket: Socket, fd: f64, flags: i32, hangup: string, asksWritable: bool): void {
  const isWritable = (flags & Ready.Out) !== 0;
  socket.hasNoRoom = asksWritable && (flags & Ready.In) !== 0 && !isWritable;
  // HUP means that both directions are shut down. While another thread shuts one down, that is the program's own doing.
  const hasFailed = (flags & Ready.Error) !== 0;
  const isOwnDoing = socket.isShuttingDown && !hasFailed;
  if (!isOwnDoing && (hasFailed || (flags & Ready.HangUp) !== 0)) {
    const event = beginEvent(EventKind.Hangup, socket, fd);
    event.setErrorName(hangup);
    sendEvent(event, socket);
  } else if (socket.blocked && isWritable) sendEvent(beginEvent(EventKind.Writable, socket, fd), socket);
  // RDHUP is a half-close: the peer sends nothing more, and may still read
  if ((flags & Ready.ReadHangUp) !== 0) sendEvent(beginEvent(EventKind.ReadHangup, socket, fd), socket);
}
