import type { Handler } from "../model.js";

/** `clone3({flags=CLONE_VM|CLONE_FILES|...}) = 20496`: with CLONE_FILES the child works on the same fds. */
const clone: Handler = (model, call, thread) => {
  const child = call.result.value;
  const sharesFiles = call.argumentsText.includes("CLONE_FILES");
  if (child !== null && child > 0) model.threads.cloneReturned(thread, child, sharesFiles);
  else model.threads.cloneFailed(thread);
};

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
  if (call.result.value !== 0 || !call.argumentsText.includes("CLONE_FILES")) return;
  if (thread.table.threads > 1) model.threads.separate(thread, thread.table.copy());
};

export const lifecycle: Readonly<Record<string, Handler>> = {
  clone,
  clone3: clone,
  fork: clone,
  vfork: clone,
  execve: exec,
  execveat: exec,
  exit_group: exitGroup,
  unshare,
};
