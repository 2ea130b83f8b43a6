/** Threads, as tests see them: by their addresses. */
import { FdTable } from "../../../src/engine/assembly/fds/fd-table";
import { createEnteredCall } from "../../../src/engine/assembly/threads/entered-call";
import { Thread } from "../../../src/engine/assembly/threads/thread";
import { threads } from "../../../src/engine/assembly/threads/threads";
import { handOutObjects } from "./results";

export function resolveThread(pid: i32): Thread {
  return threads.resolve(pid);
}

export function findThread(pid: i32): Thread | null {
  return threads.find(pid);
}

export function forgetThread(pid: i32): void {
  threads.forget(pid);
}

export function attachThread(pid: i32): void {
  threads.attach(pid);
}

export function beginClone(parent: Thread, sharesFiles: bool): void {
  threads.beginClone(parent, sharesFiles);
}

export function finishClone(parent: Thread, child: i32, sharesFiles: bool): FdTable | null {
  return threads.finishClone(parent, child, sharesFiles);
}

export function abandonClone(parent: Thread): void {
  threads.abandonClone(parent);
}

export function removeThread(thread: Thread): FdTable | null {
  return threads.remove(thread);
}

export function threadsUsing(table: FdTable): void {
  handOutObjects<Thread>(threads.using(table));
}

/** False if there are not too many. */
export function idleThreads(): bool {
  const idle = threads.idle();
  if (idle) handOutObjects<Thread>(idle);
  return idle !== null;
}

export function endCall(thread: Thread): void {
  threads.endCall(thread);
}

/** False if there are not too many. */
export function takeEnding(): bool {
  const ending = threads.takeEnding();
  if (ending) handOutObjects<Thread>(ending);
  return ending !== null;
}

export function moveThread(thread: Thread, table: FdTable): void {
  threads.move(thread, table);
}

export function joinThread(thread: Thread, home: FdTable): bool {
  return threads.join(thread, home);
}

export function splitThread(thread: Thread): FdTable | null {
  return threads.split(thread);
}

export function enterCall(thread: Thread, isIn: bool): void {
  thread.entered = isIn ? createEnteredCall(1, null, null, false) : null;
}

export function tableOfThread(thread: Thread): FdTable {
  return thread.table;
}

export function pidOfThread(thread: Thread): i32 {
  return thread.pid;
}

export function lastUseOfThread(thread: Thread): i32 {
  return thread.lastUse;
}

export function usersOfTable(table: FdTable): i32 {
  return table.threads;
}

export function isAssumedTable(table: FdTable): bool {
  return table.assumed;
}

export function haveSplit(): bool {
  return threads.hasSplit;
}

export function haveAssumed(): bool {
  return threads.hasAssumed;
}
