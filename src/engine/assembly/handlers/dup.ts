/** Fds that stand for what another one stands for. */
import { Constant, hasFlag, isConstant } from "../arguments/constants";
import { firstFd } from "../arguments/fd";
import { isNumber } from "../arguments/integer";
import { argument } from "../arguments/list";
import { argumentsEndWith, argumentsHold } from "../arguments/text";
import { byteAt, find } from "../bytes";
import { call } from "../call/current-call";
import { returnedFd, returnedZero } from "../call/outcome";
import { Call } from "../calls/call";
import { Char, isDigit } from "../char";
import { EndedBy } from "../events/event-kind";
import { install } from "../model/descriptors";
import { socketOf } from "../model/socket-of";
import { Thread } from "../threads/thread";

/** `dup2(7, 5) = 5`: fd 5 now refers to the socket of fd 7, and what it referred to before is closed. */
export function dup(thread: Thread, row: Call): void {
  const to = returnedFd();
  const from = firstFd();
  if (!isNumber(from) || !isNumber(to) || to === from) return;
  const socket = socketOf(thread);
  const closeOnExec = row.isNamed("dup3") && hasFlag(argument(2), Constant.O_CLOEXEC);
  // dup2 and dup3 close what the number stood for; dup returns a free one
  install(socket, thread, to, closeOnExec, row.isNamed("dup") ? EndedBy.Reuse : EndedBy.Dup);
  if (!socket) thread.table.shareEpollSet(from, to);
}

/** `fcntl(7, F_DUPFD_CLOEXEC, 3) = 9` and `fcntl(7, F_SETFD, FD_CLOEXEC) = 0`. Other commands change nothing here. */
export function fcntl(thread: Thread): void {
  const fd = firstFd();
  if (argumentsEndWith(", F_SETFD, FD_CLOEXEC")) {
    if (returnedZero() && isNumber(fd)) thread.table.markCloseOnExec(fd, true);
    return; // the usual text, without reading it
  }
  if (!argumentsHold("F_DUPFD") && !argumentsHold("F_SETFD") && !holdNumber()) return;
  const value = returnedFd();
  if (!isNumber(value) || !isNumber(fd)) return;
  const command = argument(1);
  const marksNew = isConstant(command, Constant.F_DUPFD_CLOEXEC);
  if (marksNew || isConstant(command, Constant.F_DUPFD)) {
    const socket = socketOf(thread);
    install(socket, thread, value, marksNew, EndedBy.Reuse);
    if (!socket) thread.table.shareEpollSet(fd, value);
  } else if (isConstant(command, Constant.F_SETFD)) {
    thread.table.markCloseOnExec(fd, hasFlag(argument(2), Constant.FD_CLOEXEC));
  }
}

/** True for `, 1030`, which may stand for a command (`-X raw`). */
function holdNumber(): bool {
  const end = call.argumentsEnd;
  for (let p = find(call.argumentsStart, end, Char.Comma); p !== 0; p = find(p + 1, end, Char.Comma)) {
    if (p + 2 < end && byteAt(p + 1) === Char.Space && isDigit(byteAt(p + 2))) return true;
  }
  return false;
}
