/** Which threads are of one process, when the capture does not show their clones (core/sockets/descriptors.ts). */
import { firstFd } from "../arguments/fd";
import { isNumber } from "../arguments/integer";
import { atCall } from "../events/event-context";
import { EndedBy } from "../events/event-kind";
import { Origin } from "../sockets/kinds";
import { NO_PID, Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";
import { threads } from "../threads/threads";
import { hasReleased, reportReleases } from "./catch-up";
import { openFd } from "./descriptors";
import { closeAll } from "./endings";
import { filter } from "./filter";

/** Gives the thread a table of its own, because it belongs to another process than assumed. */
export function split(thread: Thread): void {
  if (hasReleased()) reportReleases(thread.table.sockets());
  const abandoned = threads.split(thread);
  if (abandoned) closeAll(abandoned, EndedBy.Unseen, atCall(NO_PID), false);
}

/**
 * True if a number that the kernel has just returned to this thread is in use in its table. The kernel never returns
 * such a number, so the thread does not share the table.
 */
export function isOfAnother(thread: Thread, fd: f64): bool {
  const table = thread.table;
  const before = table.get(fd);
  if (!before || !table.assumed || !filter.showsClose) return false;
  return before.socket !== null || (table.threads > 1 && before.opener !== thread.pid);
}

/**
 * The socket that took bytes from this thread. After a write that said that the peer is gone, or a shutdown, none can take
 * any. If another thread saw that, the two have tables of their own, and an fd of this number each. If neither `accept` nor
 * `close` shows, the number may as well have come back in the same table.
 */
export function ownOf(socket: Socket, thread: Thread): Socket {
  const fd = firstFd();
  if (socket.lostBy === NO_PID || socket.identity || !isNumber(fd)) return socket;
  if (!filter.showsAccept && !filter.showsClose) return openFd(Origin.Seen, thread, fd, false);
  if (socket.lostBy === thread.pid || !thread.table.assumed || !filter.showsAccept) return socket;
  split(thread);
  const own = thread.table.socketAt(fd);
  return own ? own : openFd(Origin.Seen, thread, fd, false);
}
