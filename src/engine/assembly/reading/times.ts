/** The time of a line, and whether it stands in its order (core/strace/line/clock.ts, time-order.ts, late-lines.ts). */
import { isTime } from "../call/current-call";
import { create } from "../heap/allocate";
import { OrderedMap } from "../heap/ordered-map";
import { Clock, LineRecord } from "../record";
import { state } from "./reader-state";

const DAY: f64 = 86_400; // seconds
/** Threads whose last time is kept; after so many of them, all are forgotten. */
const MOST_THREADS: i32 = 4096;

const lastOf: OrderedMap<f64> = create<OrderedMap<f64>>();

/** Seconds that go on at midnight and with `-r`; NaN for a line without a time. Nothing is noted. */
export function timeOf(record: LineRecord): f64 {
  switch (record.clock) {
    case Clock.Relative:
      return state.now + record.time;
    case Clock.Epoch:
      return record.time;
    case Clock.Day:
      return record.time + (isAfterMidnight(record.time) ? state.days + 1 : state.days) * DAY;
    default:
      return NaN;
  }
}

/** True if the line is earlier than the one before it: the host finds out why. */
export function runsBack(time: f64): bool {
  return time < state.last;
}

/** Takes note of the time of a line that does not run back. */
export function noteTime(record: LineRecord, time: f64): void {
  if (!isTime(time)) return;
  if (record.clock === Clock.Day) {
    if (isAfterMidnight(record.time)) state.days++;
    state.timeOfDay = record.time;
  }
  state.hasTime = 1;
  state.now = time;
  state.last = time;
  state.latest = max(state.latest, time);
  if (record.pid !== state.latePid) {
    setLastTime(state.latePid, state.lateTime);
    state.latePid = record.pid;
  }
  state.lateTime = time;
}

function isAfterMidnight(time: f64): bool {
  return time < state.timeOfDay - DAY / 2;
}

/** The last time of a thread, before the one that had the last line; NaN without one. */
export function lastTimeOf(pid: i32): f64 {
  const index = lastOf.indexOf(keyOfPid(pid));
  return index < 0 ? NaN : lastOf.valueAt(index);
}

export function setLastTime(pid: i32, time: f64): void {
  if (lastOf.size >= MOST_THREADS) lastOf.free();
  lastOf.set(keyOfPid(pid), time);
}

/** The key of a pid; -1 stands for none. */
export function keyOfPid(pid: i32): u64 {
  return <u64>(<u32>pid);
}
