/** Processes and threads: what they share, and how they begin and end. */
import { Constant, hasFlag } from "../arguments/constants";
import { decoration, readDecorationAfter } from "../arguments/fd";
import { isNumber } from "../arguments/integer";
import { argument } from "../arguments/list";
import { sharesFiles } from "../arguments/structs/clone";
import { integerOf } from "../arguments/value";
import { startsWith } from "../bytes";
import { call, NO_PID } from "../call/current-call";
import { returnedFd, returnedZero } from "../call/outcome";
import { endpoints } from "../decorations/endpoints";
import { digits } from "../digits";
import { atCall } from "../events/event-context";
import { EndedBy } from "../events/event-kind";
import { giveUpEntered } from "../halves/lost-results";
import { destroyList } from "../heap/list";
import { closeAll, closeTaken } from "../model/closing";
import { install } from "../model/descriptors";
import { fdText, readFdText } from "../model/fd-argument";
import { adopt } from "../model/opened-before";
import { Thread } from "../threads/thread";
import { threads } from "../threads/threads";

/** `clone3({flags=CLONE_VM|CLONE_FILES|...}) = 20496`: with CLONE_FILES the child shares the fd table. */
export function clone(thread: Thread): void {
  if (call.hasValue === 0 || call.value <= 0) {
    threads.abandonClone(thread);
    return;
  }
  const mistaken = threads.finishClone(thread, <i32>call.value, sharesFiles());
  if (mistaken) closeAll(mistaken, EndedBy.Unseen, atCall(NO_PID), false);
}

/** A successful execve closes the fds that are marked close-on-exec. Fds without the mark stay open (execve(2)). */
export function exec(thread: Thread): void {
  if (!returnedZero()) return;
  threads.startProcess(thread);
  closeTaken(thread.table.takeClosedByExec(), thread, EndedBy.Exec);
}

/** exit_group ends every thread of the process. `-qq` hides the `+++ exited +++` lines, so the call itself counts. */
export function exitGroup(thread: Thread): void {
  const table = thread.table;
  if (table.assumed) return; // the threads may belong to several processes, so each ends with its own line
  const status = integerOf(argument(0));
  const hasFailed = isNumber(status) && status !== 0;
  const members = threads.using(table);
  const context = atCall(thread.pid);
  for (let index = 0; index < members.length; index++) {
    const member = members.at(index);
    if (member.pid === NO_PID) giveUpEntered(member); // no later line finds it
    const last = threads.remove(member);
    if (last) closeAll(last, EndedBy.Exit, context, hasFailed);
  }
  destroyList<Thread>(members);
}

/** `unshare(CLONE_FILES) = 0`: the thread gets a copy of its fd table. */
export function unshare(thread: Thread): void {
  if (!returnedZero() || !hasFlag(argument(0), Constant.CLONE_FILES)) return;
  if (thread.table.threads > 1) threads.move(thread, thread.table.copy());
}

/** `pidfd_open(123, 0) = 5`: pidfd_getfd may later use fd 5 to take an fd from process 123. */
export function pidfdOpen(thread: Thread): void {
  const fd = returnedFd();
  if (!isNumber(fd)) return;
  install(null, thread, fd, true, EndedBy.Reuse);
  const entry = thread.table.get(fd);
  const process = integerOf(argument(0));
  if (entry && isNumber(process)) entry.pidfd = <i32>process;
}

/** `pidfd_getfd(5, 7, 0) = 8`: fd 8 here refers to the socket of fd 7 in the process of pidfd 5. */
export function pidfdGetfd(thread: Thread): void {
  const fd = returnedFd();
  const pidfd = integerOf(argument(0));
  const target = integerOf(argument(1));
  if (!isNumber(fd) || !isNumber(pidfd) || !isNumber(target)) return;
  const pid = pidOf(thread, pidfd);
  const other = pid !== NO_PID ? threads.find(pid) : null;
  const socket = other ? other.table.socketAt(target) : null;
  if (socket) install(socket, thread, fd, true, EndedBy.Reuse);
  else adopt(thread, fd, true, endpoints.read(call.decorationStart, call.decorationEnd));
}

/** The process of the pidfd in the first argument: `5<pid:123>`, or what pidfd_open said of it; NO_PID if neither says it. */
function pidOf(thread: Thread, pidfd: f64): i32 {
  readFdText(0);
  if (readDecorationAfter(fdText.start, fdText.end) && startsWith(decoration.start, decoration.end, "pid:")) {
    digits.read(decoration.start + 4);
    if (digits.count > 0) return <i32>digits.value;
  }
  const entry = thread.table.get(pidfd);
  return entry ? entry.pidfd : NO_PID;
}
