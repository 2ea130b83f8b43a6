/** One line: its columns, the name of its call, the arguments, the result (core/strace/line/split.ts). */
import { endOfArguments, OPEN, UNSURE } from "./arguments/arguments";
import { byteAt, lengthBefore, startsWith, startsWithShort } from "./bytes";
import { indexOfCall, NO_CALL } from "./calls/names";
import { Char } from "./char";
import { readEvent } from "./event-line";
import { mayHoldMore } from "./output";
import { readPrefix } from "./prefix/prefix";
import { Kind, LineRecord, Reason, ResultKind } from "./record";
import { readResult } from "./result/result";
import { skipOf } from "./skips/skip";

const UNFINISHED = " <unfinished ...>";
const RESUMED = "<... ";
const RESUMED_END = " resumed>";

/** Reads the line p..end into the record, or asks about it. */
export function readLine(record: LineRecord, p: usize, end: usize): void {
  const unknown = readProper(record, readPrefix(record, p, end), end);
  if (unknown !== Reason.None) record.ask(unknown);
  else if (record.isCall) record.skip = skipOf(record);
}

/** The line after its columns, which begins at p. Returns why it has to be asked about. */
function readProper(record: LineRecord, p: usize, end: usize): Reason {
  if (p === 0) return Reason.Prefix;
  record.resultKind = ResultKind.None;
  switch (byteAt(p)) {
    case Char.Plus:
    case Char.Minus:
      return readEvent(record, p, end) ? Reason.None : Reason.Event;
    case Char.Less:
      return readSecondHalf(record, p, end);
    default:
      return readCall(record, p, end);
  }
}

/** `name(arguments) = result`, or `name(arguments <unfinished ...>` */
function readCall(record: LineRecord, p: usize, end: usize): Reason {
  if (!readName(record, p, end, Char.OpenParen)) return Reason.Start;
  record.argumentsStart = record.nameEnd + 1;
  if (!endsOpen(record.argumentsStart, end)) return readEnd(record, Kind.Whole, end);
  record.kind = Kind.FirstHalf;
  record.argumentsEnd = end - UNFINISHED.length;
  const isSure = endOfArguments(record.argumentsStart, record.argumentsEnd) === OPEN;
  return isSure ? Reason.None : Reason.Arguments;
}

/** `<... name resumed>arguments) = result` */
function readSecondHalf(record: LineRecord, p: usize, end: usize): Reason {
  if (!startsWithShort(p, end, RESUMED)) return Reason.Start;
  if (!readName(record, p + RESUMED.length, end, Char.Space)) return Reason.Start;
  if (!startsWith(record.nameEnd, end, RESUMED_END)) return Reason.Start;
  record.argumentsStart = record.nameEnd + RESUMED_END.length;
  return endsOpen(record.argumentsStart, end) ? Reason.Ending : readEnd(record, Kind.SecondHalf, end);
}

/** The name of a call of the table, which ends before `terminator`. */
function readName(record: LineRecord, p: usize, end: usize, terminator: Char): bool {
  const length = lengthBefore(p, terminator);
  if (length <= 0 || p + length >= end) return false;
  record.call = indexOfCall(p, length);
  record.nameStart = p;
  record.nameEnd = p + length;
  return record.call !== NO_CALL;
}

/** The arguments from `argumentsStart` on, and the result after them. */
function readEnd(record: LineRecord, kind: Kind, end: usize): Reason {
  const close = endOfArguments(record.argumentsStart, end);
  if (close === UNSURE || close === OPEN) return Reason.Arguments;
  record.kind = kind;
  record.argumentsEnd = close;
  if (!readResult(record, close + 1, end)) return Reason.Ending;
  return mayHoldMore(record) ? Reason.Output : Reason.None;
}

function endsOpen(p: usize, end: usize): bool {
  if (byteAt(end - 1) !== Char.Greater || end - p < <usize>UNFINISHED.length) return false;
  return startsWith(end - UNFINISHED.length, end, UNFINISHED);
}
