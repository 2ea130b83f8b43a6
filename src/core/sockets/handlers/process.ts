import { integerOf, member, type Value } from "../../strace/arguments/value.js";
import type { Syscall } from "../../strace/call/syscall.js";
import { hasFlag } from "../constants.js";
import type { Handler, Handlers } from "../handler.js";

/** `clone3({flags=CLONE_VM|CLONE_FILES|...}) = 20496`: with CLONE_FILES the child shares the fd table. */
const clone: Handler = (model, call, thread) => {
  const child = call.result.value;
  if (child === null || child <= 0) {
    model.threads.abandonClone(thread);
    return;
  }
  const mistaken = model.threads.finishClone(thread, child, sharesFiles(call));
  if (mistaken) model.fds.closeAll(mistaken, "unseen", { ...call.begin, pid: null });
};

/** True if the flags hold CLONE_FILES. They are an argument of clone, and a member of clone3's struct. */
function sharesFiles(call: Syscall): boolean {
  if (call.name === "fork" || call.name === "vfork") return false;
  if (call.argumentsText.includes("CLONE_FILES")) return true;
  const [first, second] = call.args ?? [];
  return hasFlag(changed(first) ?? second, "CLONE_FILES");
}

function changed(first: Value | undefined): Value | null {
  return member(first?.kind === "change" ? first.before : first, "flags");
}

/** A successful execve closes the fds that are marked close-on-exec. Fds without the mark stay open (execve(2)). */
const exec: Handler = (model, call, thread) => {
  if (call.result.value !== 0) return;
  model.fds.closeTaken(thread.table.takeClosedByExec(), call, thread, "exec");
};

/** exit_group ends every thread of the process. `-qq` hides the `+++ exited +++` lines, so the call itself counts. */
const exitGroup: Handler = (model, call, thread) => {
  const { table } = thread;
  const hasFailed = (integerOf(call.args?.[0]) ?? 0) !== 0;
  if (table.assumed) return; // the threads may belong to several processes, so each ends with its own line
  for (const member of model.threads.using(table)) {
    const last = model.threads.remove(member);
    if (last) model.fds.closeAll(last, "exit", { ...call.begin, pid: thread.pid }, hasFailed);
  }
};

/** `unshare(CLONE_FILES) = 0`: the thread gets a copy of its fd table. */
const unshare: Handler = (model, call, thread) => {
  if (call.result.value !== 0 || !hasFlag(call.args?.[0], "CLONE_FILES")) return;
  if (thread.table.threads > 1) model.threads.move(thread, thread.table.copy());
};

/** `pidfd_open(123, 0) = 5`: pidfd_getfd may later use fd 5 to take an fd from process 123. */
const pidfdOpen: Handler = (model, call, thread) => {
  const fd = call.result.value;
  if (fd === null || fd < 0) return;
  model.fds.install(null, call, thread, fd, true, "reuse");
  const entry = thread.table.get(fd);
  if (entry) entry.pidfd = integerOf(call.args?.[0]);
};

/** `pidfd_getfd(5, 7, 0) = 8`: fd 8 here refers to the socket of fd 7 in the process of pidfd 5. */
const pidfdGetfd: Handler = (model, call, thread) => {
  const fd = call.result.value;
  const [pidfd, target] = call.args ?? [];
  const number = integerOf(pidfd);
  const theirs = integerOf(target);
  if (fd === null || fd < 0 || number === null || theirs === null) return;
  const shown = pidfd?.kind === "integer" ? /^pid:(\d+)/.exec(pidfd.decoration ?? "")?.[1] : undefined;
  const pid = shown === undefined ? (thread.table.get(number)?.pidfd ?? null) : Number(shown);
  const socket = pid === null ? undefined : model.threads.find(pid)?.table.get(theirs)?.socket;
  if (socket) model.fds.install(socket, call, thread, fd, true, "reuse");
  else model.fds.adopt(call, thread, fd, true);
};

export const lifecycle = {
  clone,
  exec,
  "exit-group": exitGroup,
  unshare,
  "pidfd-open": pidfdOpen,
  "pidfd-getfd": pidfdGetfd,
} satisfies Handlers;
