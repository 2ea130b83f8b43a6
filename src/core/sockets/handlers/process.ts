import { integerOf, member, type Value } from "../../strace/arguments/value.js";
import type { Syscall } from "../../strace/call/syscall.js";
import { has } from "../constants.js";
import type { Handler, Handlers } from "../model.js";

/** `clone3({flags=CLONE_VM|CLONE_FILES|...}) = 20496`: with CLONE_FILES the child works on the same fds. */
const clone: Handler = (model, call, thread) => {
  const child = call.result.value;
  if (child !== null && child > 0) model.threads.cloneReturned(thread, child, sharesFiles(call));
  else model.threads.cloneFailed(thread);
};

/** True where a clone's flags hold CLONE_FILES: `flags=` is an argument of clone and a member of clone3's struct. */
export function sharesFiles(call: Syscall): boolean {
  if (call.name === "fork" || call.name === "vfork") return false;
  if (call.argumentsText.includes("CLONE_FILES")) return true;
  const [first, second] = call.args ?? [];
  return has(changed(first) ?? second, "CLONE_FILES");
}

function changed(first: Value | undefined): Value | null {
  return member(first?.kind === "change" ? first.before : first, "flags");
}

/** A successful execve closes what is marked close-on-exec; no other thread of the process survives it. */
const exec: Handler = (model, call, thread) => {
  if (call.result.value !== 0) return;
  for (const fd of thread.table.fds()) {
    if (thread.table.get(fd)?.closeOnExec) model.close(call, thread, fd, "exec");
  }
};

/** exit_group ends every thread at once, also where `-qq` hides the `+++ exited +++` lines. */
const exitGroup: Handler = (model, call, thread) => {
  const { table } = thread;
  if (table.assumed) return; // these threads may be several processes: each says itself when it ends
  for (const member of model.threads.using(table)) {
    const last = model.threads.gone(member);
    if (last) model.closeAll(last, "exit", { at: call.begin, pid: thread.pid });
  }
};

const unshare: Handler = (model, call, thread) => {
  if (call.result.value !== 0 || !has(call.args?.[0], "CLONE_FILES")) return;
  if (thread.table.threads > 1) model.threads.separate(thread, thread.table.copy());
};

/** `pidfd_open(123, 0) = 5`: what pidfd_getfd takes an fd from. */
const pidfdOpen: Handler = (model, call, thread) => {
  const fd = call.result.value;
  if (fd === null || fd < 0) return;
  model.install(null, call, thread, fd, true, "reuse");
  const entry = thread.table.get(fd);
  if (entry) entry.pidfd = integerOf(call.args?.[0]);
};

/** `pidfd_getfd(5, 7, 0) = 8`: fd 7 of another process, under another number. */
const pidfdGetfd: Handler = (model, call, thread) => {
  const fd = call.result.value;
  const [pidfd, target] = call.args ?? [];
  const number = integerOf(pidfd);
  const theirs = integerOf(target);
  if (fd === null || fd < 0 || number === null || theirs === null) return;
  const shown = pidfd?.kind === "integer" ? /^pid:(\d+)/.exec(pidfd.decoration ?? "")?.[1] : undefined;
  const pid = shown === undefined ? (thread.table.get(number)?.pidfd ?? null) : Number(shown);
  const socket = pid === null ? undefined : model.threads.find(pid)?.table.get(theirs)?.socket;
  if (socket) model.install(socket, call, thread, fd, true, "reuse");
  else model.adopt(call, thread, fd, true);
};

export const lifecycle = {
  clone,
  exec,
  "exit-group": exitGroup,
  unshare,
  "pidfd-open": pidfdOpen,
  "pidfd-getfd": pidfdGetfd,
} satisfies Handlers;
