/** Options of sockets that matter. */
import { Constant, isConstant } from "../arguments/constants";
import { firstFd } from "../arguments/fd";
import { argument } from "../arguments/list";
import { isLingerOfNothing, mayHoldOption, socketError } from "../arguments/structs/options";
import { returnedZero } from "../call/outcome";
import { EventKind } from "../events/event-kind";
import { beginEvent, sendEvent } from "../model/emitter";
import { socketOf } from "../model/socket-of";
import { Transport } from "../sockets/kinds";
import { Thread } from "../threads/thread";

/** `getsockopt(5, SOL_SOCKET, SO_ERROR, [ECONNRESET], [4]) = 0`: nginx and node learn here that the peer is gone. */
export function getsockopt(thread: Thread): void {
  if (!mayHoldOption("SO_ERROR") || !socketError.read()) return;
  const socket = socketOf(thread);
  if (!socket || socketError.end === 0) return;
  const event = beginEvent(EventKind.Hangup, socket, firstFd());
  event.setError(socketError.start, socketError.end);
  sendEvent(event, socket);
}

/**
 * `setsockopt(6, SOL_TCP, TCP_NODELAY, [1], 4) = 0`: only a TCP socket takes such an option.
 * `setsockopt(7, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0`.
 */
export function setsockopt(thread: Thread): void {
  const socket = returnedZero() ? socketOf(thread) : null;
  if (!socket) return;
  const mayBeTcp = socket.transport === Transport.Unknown && mayHoldOption("SOL_TCP");
  if (!mayBeTcp && !mayHoldOption("SO_LINGER")) return;
  const level = argument(1);
  if (isConstant(level, Constant.SOL_TCP)) {
    socket.transport = Transport.Tcp;
    socket.proven = true;
  }
  if (!isConstant(level, Constant.SOL_SOCKET) || !isConstant(argument(2), Constant.SO_LINGER)) return;
  socket.resetsOnClose = isLingerOfNothing(argument(3));
}
