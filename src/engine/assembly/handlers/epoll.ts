/** Epoll sets: what is registered, and what they report. */

import { isNumber } from "../arguments/integer";
import { EpollOperation, epollChange, epollEvents, reportsMore, setOfText } from "../arguments/structs/epoll";
import { Ready } from "../arguments/structs/ready";
import { call } from "../call/current-call";
import { returnedZero } from "../call/outcome";
import { UNPLACED } from "../fds/epoll-set";
import { textOf } from "../heap/text";
import { Thread } from "../threads/thread";
import { emitReady } from "./ready";

/** The peer is gone, or has ended its side: a program may close the connection for either. */
const HUNG_UP: i32 = Ready.Error | Ready.HangUp | Ready.ReadHangUp;

/** `epoll_ctl(3, EPOLL_CTL_ADD, 7, {events=..., data={u64=1}}) = 0`: epoll_wait will report 1 for fd 7. */
export function epollCtl(thread: Thread): void {
  if (!returnedZero() || !epollChange.read()) return;
  const set = thread.table.epollSet(epollChange.set);
  if (epollChange.operation === EpollOperation.Remove) set.remove(epollChange.fd);
  else if (epollChange.operation === EpollOperation.Add) {
    set.add(epollChange.fd, textOf(epollChange.keyStart, epollChange.keyEnd), epollChange.asksWritable);
  }
}

/** `epoll_wait(3, [{events=EPOLLOUT|EPOLLHUP, data={u64=1}}], 64, -1) = 1`. */
export function epollWait(thread: Thread): void {
  // if the set is asked about writing, an EPOLLIN alone says something as well
  if (!reportsMore() && !waitsToWrite(thread)) return;
  if (!epollEvents.begin()) return;
  const table = thread.table;
  const set = table.epollSet(epollEvents.set);
  while (epollEvents.next()) {
    const flags = <i32>epollEvents.ready;
    const fd = set.fdOf(epollEvents.keyStart, epollEvents.keyEnd);
    if (fd === UNPLACED) {
      if ((flags & HUNG_UP) !== 0) table.hangUpUnplaced(call.endLine);
      continue;
    }
    const socket = table.socketAt(fd);
    const saysRoom = (flags & Ready.Out) !== 0; // then it does not matter whether the set is asked
    if (socket) emitReady(socket, fd, flags, "EPOLLHUP", !saysRoom && set.asksWritable(fd));
  }
}

function waitsToWrite(thread: Thread): bool {
  const set = setOfText();
  return isNumber(set) && thread.table.epollSet(set).waitsToWrite;
}
