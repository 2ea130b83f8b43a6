/** io_uring, which moves bytes without a call for each. */
import { Constant, hasFlag } from "../arguments/constants";
import { isNumber } from "../arguments/integer";
import { member } from "../arguments/items";
import { argument } from "../arguments/list";
import { integerOf } from "../arguments/value";
import { returnedFd } from "../call/outcome";
import { EndedBy } from "../events/event-kind";
import { emitRing } from "../model/catch-up";
import { install } from "../model/descriptors";
import { addRingUser } from "../model/ring-users";
import { Thread } from "../threads/thread";

/** `io_uring_setup(256, {flags=IORING_SETUP_SQPOLL, ...}) = 5`: with SQPOLL the kernel takes work without a call. */
export function ringSetup(thread: Thread): void {
  const fd = returnedFd();
  if (!isNumber(fd)) return;
  install(null, thread, fd, true, EndedBy.Reuse);
  if (hasFlag(member(argument(1), "flags"), Constant.IORING_SETUP_SQPOLL)) thread.table.hasPollingRing = true;
}

/** `io_uring_enter(5, 1, ...) = 1`: strace shows how many operations were submitted, and not which. */
export function ringEnter(thread: Thread): void {
  if (integerOf(argument(1)) === 0 && !thread.table.hasPollingRing) return;
  addRingUser(thread.pid);
  emitRing(thread.table, thread.pid);
}
