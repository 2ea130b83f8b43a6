/**
 * Applies what strace printed to the model, event by event, and reports what happened to which socket.
 * The call that a line is about stands in the only `CurrentCall`.
 */
import { isNumber } from "../arguments/integer";
import { beginArguments } from "../arguments/list";
import { call, NO_PID, Part } from "../call/current-call";
import { Call, callAt } from "../calls/call";
import { Effect } from "../calls/effect";
import { NO_CALL } from "../calls/names";
import { onLine } from "../events/event-context";
import { EndedBy, EventKind } from "../events/event-kind";
import {
  endEntered,
  giveUpEntered,
  giveUpWrites,
  loseBeginning,
  loseResult,
  loseResultOf,
} from "../halves/lost-results";
import { handle } from "../handlers/handle";
import { destroyUnused } from "../heap/counted";
import { textOf } from "../heap/text";
import { MarkKind } from "../later/mark";
import { live } from "../sockets/live-sockets";
import { createEndSignal } from "../sockets/orders";
import { EnteredCall } from "../threads/entered-call";
import { ShortWrite } from "../threads/short-write";
import { Thread } from "../threads/thread";
import { threads } from "../threads/threads";
import { markSockets } from "./catch-up";
import { closeAll } from "./closing";
import { beginEventAt, sendEvent } from "./emitter";
import { enter } from "./enter";
import { entered } from "./entered";
import { sweep } from "./forgetting";
import { endAllAside } from "./set-aside";
import { isEndSignal } from "./signals";
import { settledSocket } from "./socket-of";

/** The current call has ended. */
export function applyCall(): void {
  if (call.call === NO_CALL) return;
  const row = callAt(call.call);
  if (row.effect === Effect.None) return;
  const known = call.part === Part.Resumed ? threads.find(call.pid) : null;
  if (known) loseBeginning(known, row.effect); // a thread of which nothing was seen began it before the capture
  apply(threads.resolve(call.pid), row);
  destroyUnused();
}

function apply(thread: Thread, row: Call): void {
  let begun = thread.entered;
  if (begun && begun.call !== call.call) begun = null;
  if (begun) {
    thread.entered = null; // it lasts until the line ends
    threads.endCall(thread);
  }
  thread.shortWrite = null;
  if (begun && begun.isApplied) return;
  beginArguments();
  if (call.part === Part.Lost) lose(thread, begun);
  entered.call = begun;
  handle(thread, row);
  entered.call = null;
  if (begun) endEntered(begun);
  sweep();
}

/** The result of the current call is missing. */
function lose(thread: Thread, begun: EnteredCall | null): void {
  if (begun) {
    loseResultOf(begun);
    return;
  }
  const socket = settledSocket(thread, call.argumentsStart, call.argumentsEnd);
  if (socket) loseResult(socket);
}

/** The current call begins, and another thread's line follows before it ends. */
export function begin(): void {
  enter(threads.resolve(call.pid));
  destroyUnused();
}

/** The thread got a signal, of which the name is p..end. */
export function signal(pid: i32, line: u32, p: usize, end: usize): void {
  const thread = isEndSignal(p, end) ? threads.find(pid) : null;
  if (thread) thread.table.endSignal = createEndSignal(textOf(p, end), line);
  destroyUnused();
}

/**
 * The thread ended.
 *
 * @param isAfterResumed its line before was the second half of a call
 * @param hasFailed it was killed, or its status is not 0
 */
export function exit(pid: i32, line: u32, time: f64, isAfterResumed: bool, hasFailed: bool): void {
  threads.forget(pid);
  const thread = threads.find(pid);
  if (thread) endThread(thread, pid, line, time, isAfterResumed, hasFailed);
  destroyUnused();
}

function endThread(thread: Thread, pid: i32, line: u32, time: f64, isAfterResumed: bool, hasFailed: bool): void {
  giveUpEntered(thread);
  const write = thread.shortWrite;
  if (isAfterResumed && write && isInDoubt(write, time)) {
    const event = beginEventAt(EventKind.Unconfirmed, write.socket, write.fd, onLine(pid, line, time));
    event.moved = write.missing;
    sendEvent(event, write.socket);
  }
  const table = threads.remove(thread);
  if (table) closeAll(table, EndedBy.Exit, onLine(pid === NO_PID ? thread.pid : pid, line, time), hasFailed);
}

/** Seconds. strace prints the call and the death of a thread that was killed inside it at nearly the same time. */
const DYING: f64 = 0.01;

/**
 * True if the thread may have been killed inside the write. strace then prints as the count
 * whatever the register holds. Times that are not known are NaN, and no time passed between them.
 */
function isInDoubt(write: ShortWrite, time: f64): bool {
  const livedOn = time - write.time >= DYING;
  return !livedOn;
}

/** strace printed `Process 123 attached`. */
export function attach(pid: i32): void {
  threads.attach(pid);
}

/**
 * Something is to be said of the sockets that a line of this thread may be about: all sockets if the thread is unknown.
 *
 * @param kind a number of the host's
 * @param fd the fd that the line is about; NaN if it may be about any
 */
export function mark(kind: i32, pid: i32, fd: f64): void {
  const thread = threads.find(pid);
  const own = thread ? thread.table : null;
  if (own && !own.assumed && isNumber(fd)) {
    const socket = own.socketAt(fd);
    if (socket) socket.news.take(kind + MarkKind.Host);
  } else markSockets(kind + MarkKind.Host, pid === NO_PID ? null : own);
  destroyUnused();
}

/** Reports the sockets that are still open at the end of the capture, in the order in which they were opened. */
export function finish(line: u32, time: f64): void {
  giveUpWrites();
  endAllAside();
  const context = onLine(NO_PID, line, time);
  let socket = live.first;
  while (socket) {
    const event = beginEventAt(EventKind.End, socket, NaN, context);
    event.by = EndedBy.CaptureEnd;
    sendEvent(event, socket);
    socket = socket.later;
  }
  live.clear();
  destroyUnused();
}

/** 1 if an fd of a thread is a socket, 0 if it is not; -1 if the capture does not show what opened it. */
export function isSocket(pid: i32, fd: f64): i32 {
  const thread = threads.find(pid);
  const entry = thread ? thread.table.get(fd) : null;
  if (!entry) return -1;
  return entry.socket ? 1 : 0;
}

/** Whether an epoll set of the thread's process is asked, each time, whether an fd takes bytes. */
export function waitsToWrite(pid: i32): bool {
  const thread = threads.find(pid);
  return thread !== null && thread.table.waitsToWrite;
}
