/** What the host asks of the halves: it takes a thread over, and gives it back. */
import { NO_CALL } from "../calls/names";
import { createList, List } from "../heap/list";
import { only } from "../memory";
import { state } from "../reading/reader-state";
import { halves } from "./halves";

/** What the host takes over of a thread. */
@unmanaged
class TakenHalf {
  time: f64;
  call: i32;
  line: u32;
  argumentsStart: usize;
  argumentsEnd: usize;
  isLeftOut: i32;
  isAfterResumed: i32;
}

const listed: List<i32> = createList<i32>();
const taken: TakenHalf = only<TakenHalf>();

/** For the host: where the fields of what it takes stand. */
export function takenHalf(): usize {
  return changetype<usize>(taken);
}

/** The host takes over what a thread is doing. The arguments stay where they are until the engine reads the next line. */
export function takeHalf(pid: i32): void {
  const doing = halves.of(pid);
  taken.call = doing.call;
  taken.line = doing.line;
  taken.time = doing.time;
  taken.argumentsStart = doing.argumentsStart;
  taken.argumentsEnd = doing.argumentsStart + doing.length;
  taken.isLeftOut = doing.isLeftOut ? 1 : 0;
  taken.isAfterResumed = doing.isAfterResumed ? 1 : 0;
  if (doing.isInCall) halves.count--;
  doing.call = NO_CALL;
  doing.isLeftOut = false;
  doing.isAfterResumed = false;
  doing.isHosts = true;
}

/** The host asks which threads are in a call whose first half the engine keeps. Returns how many there are. */
export function listThreadsInCall(): i32 {
  listed.cut(0);
  halves.listInCall(listed);
  return listed.length;
}

/** Where their pids stand, by the lines on which their calls began. */
export function listedThreads(): usize {
  return listed.start;
}

/** The thread is in no call any more that the host keeps. */
export function giveBack(pid: i32, isAfterResumed: bool): void {
  const doing = halves.of(pid);
  doing.isHosts = false;
  doing.isAfterResumed = false;
  if (isAfterResumed) doing.noteResumed(state.line);
}

/** The thread has ended. */
export function forgetHalf(pid: i32): void {
  halves.forget(pid);
}

/** How many calls are under way whose first halves the engine keeps. */
export function halfCount(): i32 {
  return halves.count;
}
