/** Where in the capture an event has its place: the line, and the call that caused it. */

import { copyBytes } from "../blocks";
import { call, NO_PID } from "../call/current-call";
import { NO_CALL } from "../calls/names";
import { create } from "../heap/allocate";

@unmanaged
export class EventContext {
  /** Seconds at which the call begins, and at which it ends; NaN if the capture has no times. */
  time: f64;
  endTime: f64;
  /** The lines on which the call begins and ends. */
  line: u32;
  endLine: u32;
  /** The index of the call; NO_CALL if no call caused the event. */
  call: i32;
  /** The pid of the line on which it begins, and that of the line on which the call ends; NO_PID if strace printed none. */
  pid: i32;
  endPid: i32;

  /** The current call caused the event. */
  isOfCall(): this {
    this.time = call.beginTime;
    this.endTime = call.endTime;
    this.line = call.beginLine;
    this.endLine = call.endLine;
    this.call = call.call;
    this.pid = call.beginPid;
    this.endPid = call.pid;
    return this;
  }

  /** The event happened on a line, and no call caused it. */
  isOfLine(pid: i32, line: u32, time: f64): this {
    this.time = time;
    this.endTime = time;
    this.line = line;
    this.endLine = line;
    this.call = NO_CALL;
    this.pid = pid;
    this.endPid = NO_PID;
    return this;
  }

  copyFrom(other: EventContext): void {
    copyBytes(changetype<usize>(this), changetype<usize>(other), changetype<usize>(other) + offsetof<EventContext>());
  }
}

const ofCall: EventContext = create<EventContext>();
const ofLine: EventContext = create<EventContext>();

/** The current call caused the event. */
export function byCall(): EventContext {
  return ofCall.isOfCall();
}

/** The event happened when the current call began, and the call did not cause it. */
export function atCall(pid: i32): EventContext {
  return ofLine.isOfLine(pid, call.beginLine, call.beginTime);
}

/** The event happened on a line. */
export function onLine(pid: i32, line: u32, time: f64): EventContext {
  return ofLine.isOfLine(pid, line, time);
}
