import type { Value } from "../../strace/arguments/value.js";
import type { Syscall } from "../../strace/call/syscall.js";
import { has } from "../constants.js";
import type { SocketModel } from "../model.js";
import type { Socket } from "../socket.js";

/** What a poll said of one fd. */
interface Ready {
  readonly socket: Socket;
  readonly fd: number;
  readonly flags: Value | null;
  /** `EPOLLHUP` and `POLLHUP` mean the same. */
  readonly poll: "EPOLL" | "POLL";
}

/** Tells what it means: an error or a hang-up of both directions, room for bytes, the end of the peer's side. */
export function emitReady(model: SocketModel, call: Syscall, { socket, fd, flags, poll }: Ready): void {
  // another thread is shutting it down: both directions are over then, and nobody was told before that
  const isOwnDoing = socket.isShuttingDown && !has(flags, `${poll}ERR`);
  const isGone = !isOwnDoing && (has(flags, `${poll}ERR`) || has(flags, `${poll}HUP`));
  if (isGone) model.tell(socket, call, { kind: "hangup", error: `${poll}HUP` }, fd);
  else if (socket.blocked && has(flags, `${poll}OUT`)) model.tell(socket, call, { kind: "writable" }, fd);
  // only a half-close: the peer sends nothing more, and may go on reading
  if (has(flags, `${poll}RDHUP`)) model.tell(socket, call, { kind: "read-hangup" }, fd);
}
