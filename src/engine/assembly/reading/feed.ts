/** Makes a call whose lines were read the current one of the model. */
import { copyBytes } from "../blocks";
import { writeLiteral } from "../bytes";
import { call, Part } from "../call/current-call";
import { Room } from "../call/room";
import { Span } from "../call/span";
import { Doing } from "../halves/doing";
import { create } from "../heap/allocate";
import { only } from "../memory";
import { LineRecord, ResultKind } from "../record";
import { state } from "./reader-state";

const remark: Span = only<Span>();
/** For the arguments of two halves. */
const room: Room = create<Room>();

/** The whole call of a line. */
export function feedWhole(record: LineRecord, time: f64): void {
  feedBegin(record, record.pid, state.line, time);
  feedEnd(record, time);
  call.argumentsStart = record.argumentsStart;
  call.argumentsEnd = record.argumentsEnd;
}

/** A call that begins, and has not returned. */
export function feedBegun(record: LineRecord, time: f64): void {
  feedBegin(record, record.pid, state.line, time);
  call.part = Part.Unfinished;
  call.pid = record.pid;
  call.endLine = state.line;
  call.endTime = time;
  call.hasValue = false;
  call.errorStart = 0;
  call.errorEnd = 0;
  call.decorationStart = 0;
  call.decorationEnd = 0;
  call.remarkCount = 0;
  joinArguments(0, 0, record.argumentsStart, record.argumentsEnd);
}

/** The call of a second half, and of the first one that `doing` keeps. */
export function feedJoined(doing: Doing, record: LineRecord, time: f64): void {
  feedBegin(record, record.pid, doing.line, doing.time);
  feedEnd(record, time);
  joinArguments(doing.argumentsStart, doing.length, record.argumentsStart, record.argumentsEnd);
}

function feedBegin(record: LineRecord, pid: i32, line: u32, time: f64): void {
  call.call = record.call;
  call.beginPid = pid;
  call.beginLine = line;
  call.beginTime = time;
  call.dumpCount = 0;
}

function feedEnd(record: LineRecord, time: f64): void {
  call.part = Part.Whole;
  call.pid = record.pid;
  call.endLine = state.line;
  call.endTime = time;
  call.hasValue = record.resultKind === ResultKind.Number;
  call.value = record.value;
  call.errorStart = record.errorStart;
  call.errorEnd = record.errorStart === 0 ? 0 : record.errorEnd;
  call.decorationStart = record.decorationStart;
  call.decorationEnd = record.decorationStart === 0 ? 0 : record.decorationEnd;
  remark.start = record.remarkStart;
  remark.end = record.remarkEnd;
  call.remarks = changetype<usize>(remark);
  call.remarkCount = record.remarkStart === 0 ? 0 : 1;
}

/** Puts two texts together, and a `)` after them: the handlers look for it. */
function joinArguments(first: usize, firstLength: i32, second: usize, secondEnd: usize): void {
  const length = firstLength + <i32>(secondEnd - second);
  const start = room.of(length + SLACK);
  copyBytes(copyBytes(start, first, first + firstLength), second, secondEnd);
  call.argumentsStart = start;
  call.argumentsEnd = writeLiteral(start + length, ")") - 1;
}

/** Room for the `)`, and for what a search reads past the end. */
const SLACK: i32 = 32;
