/** Calls that make fds. */
import { Constant, hasFlag, isConstant, isStreamType } from "../arguments/constants";
import { isNumber } from "../arguments/integer";
import { firstItem, nextItem } from "../arguments/items";
import { argument, lastArgument } from "../arguments/list";
import { argumentsHold, mayHoldHighBits } from "../arguments/text";
import { integerOf, isArray } from "../arguments/value";
import { returnedFd, returnedZero } from "../call/outcome";
import { EndedBy } from "../events/event-kind";
import { install, openFd } from "../model/descriptors";
import { Origin, Transport } from "../sockets/kinds";
import { Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";

/** `socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3`. Only stream sockets carry HTTP/1. */
export function socket(thread: Thread): void {
  const fd = returnedFd();
  if (!isNumber(fd)) return;
  const family = argument(0);
  const type = argument(1);
  const closeOnExec = hasFlag(type, Constant.SOCK_CLOEXEC);
  if (!isStreamType(type) || isConstant(family, Constant.AF_NETLINK))
    install(null, thread, fd, closeOnExec, EndedBy.Reuse);
  else openFd(Origin.Socket, thread, fd, closeOnExec).transport = transportOf(family);
}

function transportOf(family: usize): Transport {
  if (isConstant(family, Constant.AF_UNIX) || isConstant(family, Constant.AF_LOCAL)) return Transport.Unix;
  const isInternet = isConstant(family, Constant.AF_INET) || isConstant(family, Constant.AF_INET6);
  return isInternet ? Transport.Tcp : Transport.Unknown;
}

/** `socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = 0`. */
export function socketpair(thread: Thread): void {
  const pair = argument(3);
  if (!returnedZero() || !isArray(pair)) return;
  const type = argument(1);
  const closeOnExec = hasFlag(type, Constant.SOCK_CLOEXEC);
  let first: Socket | null = null;
  for (let item = firstItem(pair); item !== 0; item = nextItem(item)) {
    const fd = integerOf(item);
    if (!isNumber(fd)) continue;
    if (!isStreamType(type)) {
      install(null, thread, fd, closeOnExec, EndedBy.Reuse);
      continue;
    }
    const socket = openFd(Origin.Socketpair, thread, fd, closeOnExec);
    socket.transport = Transport.Unix;
    if (first) {
      socket.twin = first.id;
      first.twin = socket.id;
    }
    first = socket;
  }
}

/** The result is an fd that is not a socket. Whatever the number referred to before is gone. */
export function openOther(thread: Thread): void {
  const fd = returnedFd();
  if (isNumber(fd)) install(null, thread, fd, marksCloseOnExec(), EndedBy.Reuse);
}

/** `pipe2([3, 4], O_CLOEXEC) = 0`. */
export function pipe(thread: Thread): void {
  const ends = argument(0);
  if (!returnedZero() || !isArray(ends)) return;
  for (let end = firstItem(ends); end !== 0; end = nextItem(end)) {
    const fd = integerOf(end);
    if (isNumber(fd)) install(null, thread, fd, marksCloseOnExec(), EndedBy.Reuse);
  }
}

/** True if the call got `O_CLOEXEC`, `EPOLL_CLOEXEC`, `EFD_CLOEXEC` or the like. All of them are the same bit. */
function marksCloseOnExec(): bool {
  if (argumentsHold("CLOEXEC")) return true;
  return mayHoldHighBits() && hasFlag(lastArgument(), Constant.O_CLOEXEC); // -X raw prints a number
}
