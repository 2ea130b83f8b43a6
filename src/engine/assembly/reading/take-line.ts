/**
 * Takes a line that was recognised: joins the halves of its call, and has the model apply it (core/strace/call/scanned-calls.ts,
 * joiner.ts). It takes only what goes its usual way. Of any other line it changes nothing: the host reads it.
 */
import { startsWith } from "../bytes";
import { Buffers, callAt } from "../calls/call";
import { Doing } from "../halves/doing";
import { halves } from "../halves/halves";
import { reportName } from "../host";
import { applyCall, begin } from "../model/tracker";
import { isOutputOfHalves } from "../output";
import { Kind, LineRecord } from "../record";
import { feedBegun, feedJoined, feedWhole } from "./feed";
import { mayBeRestOfResult, mayHaveDump } from "./next-line";
import { noteLine, widthOf } from "./note";
import { state } from "./reader-state";
import { isFirstOfName } from "./seen-names";
import { isLooking, mayShowOption } from "./signs";
import { takeEvent } from "./take-event";
import { runsBack, timeOf } from "./times";
import { isUnneeded } from "./unneeded";

/** More threads than are in a call at once (core/strace/call/pending.ts). */
const MOST_HALVES: i32 = 8192;

/** False if the host has to read the line. */
export function takeLine(record: LineRecord): bool {
  if (state.isHostBusy !== 0 || record.kind === Kind.Ask) return false;
  if (state.edge > 0 && widthOf(record) >= state.edge) return false;
  const time = timeOf(record);
  if (runsBack(time)) return false;
  if (record.kind === Kind.Whole) return takeWhole(record, time);
  if (!record.isCall) return takeEvent(record, time);
  return record.kind === Kind.FirstHalf ? takeFirstHalf(record, time) : takeSecondHalf(record, time);
}

function takeWhole(record: LineRecord, time: f64): bool {
  const doing = halves.find(record.pid);
  if (doing && (doing.isHosts || doing.isInCall)) return false;
  const isCounted = isUnneeded(record);
  if (isCounted ? mayBeRestOfResult(record.end) : isForHost(record)) return false;
  note(record, time);
  if (doing) doing.isAfterResumed = false;
  noteEnd();
  state.events++;
  if (isCounted) return true;
  noteCall(record);
  feedWhole(record, time);
  applyCall();
  return true;
}

function takeFirstHalf(record: LineRecord, time: f64): bool {
  const known = halves.find(record.pid);
  if (known && (known.isHosts || known.isInCall)) return false;
  if (halves.count + state.hostHalves >= MOST_HALVES) return false;
  const isCounted = isUnneeded(record);
  if (!isCounted && mayShowOption(record.argumentsStart, record.argumentsEnd)) return false;
  note(record, time);
  const doing = known ? known : halves.of(record.pid);
  doing.isAfterResumed = false;
  doing.isLeftOut = isCounted;
  doing.begin(record.call, state.line, time, record.argumentsStart, record.argumentsEnd);
  halves.count++;
  state.events++;
  if (isCounted) return true;
  feedBegun(record, time);
  begin();
  return true;
}

function takeSecondHalf(record: LineRecord, time: f64): bool {
  const doing = halves.find(record.pid);
  if (!doing || doing.isHosts || doing.call !== record.call) return false;
  const isCounted = doing.isLeftOut || isUnneeded(record);
  if (isCounted ? mayBeRestOfResult(record.end) : isForHost(record) || isOutputOfHalves(doing, record)) return false;
  note(record, time);
  noteEnd();
  halves.count--;
  if (!isCounted) applyJoined(doing, record, time); // else its first half counts
  doing.end();
  return true;
}

function applyJoined(doing: Doing, record: LineRecord, time: f64): void {
  state.events++;
  noteCall(record);
  feedJoined(doing, record, time);
  doing.noteResumed(state.line);
  applyCall();
}

/** True if the host has to look: at a sign of an option; or the next line may be the rest of the result, or a dump of the call's bytes. */
function isForHost(record: LineRecord): bool {
  if (mayShowOption(record.argumentsStart, record.argumentsEnd)) return true;
  if (record.remarkStart !== 0 && startsWith(record.remarkStart, record.remarkEnd, "INJECTED")) return true; // the host notes that strace injects
  if (callAt(record.call).buffers !== Buffers.None && mayHaveDump(record.end)) return true;
  return mayBeRestOfResult(record.end);
}

/** The line is one of the capture's, whatever becomes of its call. */
function note(record: LineRecord, time: f64): void {
  noteLine(record, time);
  if (isFirstOfName(record.call)) reportName(record.call);
}

/** A call has ended on the line. */
function noteEnd(): void {
  state.calls++;
  state.lastCall = state.line;
}

/** A call is applied. */
function noteCall(record: LineRecord): void {
  if (record.duration >= 0) state.hasDuration = 1;
  if (isLooking()) state.sampled++;
}
