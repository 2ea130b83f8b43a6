/** Which threads are of one process, when the capture does not show their clones. */
import { NO_PID } from "../call/current-call";
import { atCall } from "../events/event-context";
import { EndedBy } from "../events/event-kind";
import { Thread } from "../threads/thread";
import { threads } from "../threads/threads";
import { hasReleased, reportReleases } from "./catch-up";
import { closeAll } from "./closing";
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
