/**
 * Applies what strace printed to the model, event by event, and reports what happened to which socket
 * (core/sockets/tracker.ts). What these functions say of a call stands in the only `CurrentCall`.
 */

import { event } from "../events/event-record";
import { reportEvent, reportMark } from "../events/host";

/** The call has ended. */
export function applyCall(): void {
  event.time = 0;
  reportEvent();
  reportMark(0, 0);
}

/** The call begins, and another thread's line follows before it ends. */
export function begin(): void {}

/** The thread got a signal, of which the name is p..end. */
export function signal(_pid: i32, _line: u32, _p: usize, _end: usize): void {}

/**
 * The thread ended.
 *
 * @param isAfterResumed its line before was the second half of a call
 * @param hasFailed it was killed, or its status is not 0
 */
export function exit(_pid: i32, _line: u32, _time: f64, _isAfterResumed: bool, _hasFailed: bool): void {}

/** strace printed `Process 123 attached`. */
export function attach(_pid: i32): void {}

/**
 * Something is to be said of the sockets that a line of this thread may be about: all sockets if the thread is unknown.
 *
 * @param fd the fd that the line is about; NONE if it may be about any
 */
export function mark(_kind: i32, _pid: i32, _fd: f64): void {}

/** Reports the sockets that are still open at the end of the capture. */
export function finish(_line: u32, _time: f64): void {}

/** 1 if an fd of a thread is a socket, 0 if it is not; NONE if the capture does not show what opened it. */
export function isSocket(_pid: i32, _fd: f64): i32 {
  return -1;
}

/** Whether an epoll set of the thread's process is asked, each time, whether an fd takes bytes. */
export function waitsToWrite(_pid: i32): bool {
  return false;
}
