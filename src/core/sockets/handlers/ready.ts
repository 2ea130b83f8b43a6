import type { Value } from "../../strace/arguments/value.js";
import type { Syscall } from "../../strace/call/syscall.js";
import { hasFlag } from "../constants.js";
import type { SocketModel } from "../model.js";
import type { Socket } from "../socket.js";

/** What a poll reported about one fd. */
interface Ready {
  readonly socket: Socket;
  readonly fd: number;
  readonly flags: Value | null;
  /** The prefix of the flags: `EPOLLHUP` and `POLLHUP` mean the same. */
  readonly poll: "EPOLL" | "POLL";
  /** The program asked whether the socket takes bytes, and the call reports the state as it was when it returned. */
  readonly asksWritable: boolean;
}

/** Emits what the flags mean: the peer is gone, the socket takes bytes again, or the peer ended its side. */
export function emitReady(model: SocketModel, call: Syscall, { socket, fd, flags, poll, asksWritable }: Ready): void {
  socket.hasNoRoom = asksWritable && hasFlag(flags, `${poll}IN`) && !hasFlag(flags, `${poll}OUT`);
  // HUP means that both directions are shut down. While another thread shuts one down, that is the program's own doing.
  const isOwnDoing = socket.isShuttingDown && !hasFlag(flags, `${poll}ERR`);
  const isGone = !isOwnDoing && (hasFlag(flags, `${poll}ERR`) || hasFlag(flags, `${poll}HUP`));
  if (isGone) model.emit(socket, call, { kind: "hangup", error: `${poll}HUP` }, fd);
  else if (socket.blocked && hasFlag(flags, `${poll}OUT`)) model.emit(socket, call, { kind: "writable" }, fd);
  // RDHUP is a half-close: the peer sends nothing more, and may still read
  if (hasFlag(flags, `${poll}RDHUP`)) model.emit(socket, call, { kind: "read-hangup" }, fd);
}
