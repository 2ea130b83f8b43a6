/** Takes a line that says what happened to a thread (core/strace/line/event-line.ts), if the host need not look at it. */
import { halves } from "../halves/halves";
import { exit, signal } from "../model/tracker";
import { Kind, LineRecord } from "../record";
import { noteLine } from "./note";
import { state } from "./reader-state";

/** False if the host has to read the line: it knows of a call of the thread that this ends. */
export function takeEvent(record: LineRecord, time: f64): bool {
  const doing = halves.find(record.pid);
  if (doing && (doing.isHosts || (doing.isInCall && record.kind !== Kind.Signal))) return false;
  const isAfterResumed = doing !== null && doing.isAfterResumed;
  noteLine(record, time);
  state.events++;
  if (record.kind !== Kind.Exit) signal(record.pid, state.line, record.nameStart, record.nameEnd); // SIGKILL has no line of its own
  if (record.kind === Kind.Signal) {
    if (doing) doing.isAfterResumed = false;
    return true;
  }
  halves.forget(record.pid);
  exit(record.pid, state.line, time, isAfterResumed, record.kind === Kind.Killed || record.value !== 0);
  return true;
}
