/**
 * A fast path: columns that have the shape of those of a line before. Nearly all lines of a capture have them. It skips the search
 * for where each column ends, because that follows from the shape: the same widths, a digit for each digit, and all other bytes
 * alike. What else the columns' reader looks at are how large the numbers are, and the byte after the columns; so does this.
 */
import { byteAt, hasShape, LONGEST_SHAPE, SHAPE_BYTES, setShape } from "../bytes";
import { Char, isDigit, isSmall } from "../char";
import { digits, isTimeOfDay, numberAt, powerOfTen, TIME_OF_DAY, timeOfDayAt } from "../digits";
import { only } from "../memory";
import { Clock, Form, LineRecord } from "../record";
import { PID_MAX } from "./pid";

/** Where a number stands, from the begin of the line. */
@unmanaged
class Field {
  at: usize;
  /** 0: the columns have no such number. */
  digits: i32;

  /** Learns the next number of p..end in the line at `start`. Returns where it ends. */
  learn(start: usize, p: usize, end: usize): usize {
    while (p < end && !isDigit(byteAt(p))) p++;
    digits.read(p);
    this.at = p - start;
    this.digits = digits.count;
    return digits.end;
  }
}

// there are three, so none is the only one of its class
const pid: Field = changetype<Field>(memory.data(offsetof<Field>(), 8));
/** The seconds, or the time of day. */
const time: Field = changetype<Field>(memory.data(offsetof<Field>(), 8));
const fraction: Field = changetype<Field>(memory.data(offsetof<Field>(), 8));

@unmanaged
class Columns {
  /** 0: none are known. */
  length: usize;
  forms: i32;
  clock: Clock;
}

const columns: Columns = only<Columns>();
const shape: usize = memory.data(SHAPE_BYTES, 16);

/** Only columns of a pid and of one time are learnt. */
const FORMS: i32 = Form.BarePid | Form.BracketedPid | Form.TimeOfDay | Form.Epoch | Form.Relative | Form.Fraction;

/** Learns the columns start..end, which were read into the record. */
export function learnColumns(record: LineRecord, start: usize, end: usize): void {
  columns.length = 0;
  if (end - start > <usize>LONGEST_SHAPE || (record.forms & ~FORMS) !== 0) return;
  pid.digits = 0;
  fraction.digits = 0;
  let at = start;
  if (record.pid >= 0) at = pid.learn(start, at, end);
  if (record.clock !== Clock.None) at = time.learn(start, at, end);
  if (record.clock === Clock.Day) {
    if (!isTimeOfDay(start + time.at)) return;
    at = start + time.at + TIME_OF_DAY;
  }
  if ((record.forms & Form.Fraction) !== 0) at = fraction.learn(start, at, end);
  for (; at < end; at++) if (isDigit(byteAt(at))) return; // of a second time
  setShape(shape, start, end - start);
  columns.forms = record.forms;
  columns.clock = record.clock;
  columns.length = end - start;
}

/** Reads the columns at p into the record. Returns where they end; 0: they may not be those that were learnt. */
export function readColumnsLikeBefore(record: LineRecord, p: usize, end: usize): usize {
  const after = p + columns.length;
  if (columns.length === 0 || after >= end || !hasShape(p, shape) || !mayBegin(byteAt(after))) return 0;
  record.pid = -1;
  if (pid.digits !== 0) {
    const number = numberAt(p + pid.at, pid.digits);
    if (number > PID_MAX) return 0;
    record.pid = <i32>number;
  }
  if (columns.clock !== Clock.None) {
    const isDay = columns.clock === Clock.Day;
    const seconds = isDay ? timeOfDayAt(p + time.at) : numberAt(p + time.at, time.digits);
    if (columns.clock === Clock.Epoch ? seconds <= PID_MAX : seconds >= PID_MAX) return 0; // a time of another kind
    record.time = <f64>(<i64>seconds);
    if (fraction.digits !== 0) {
      record.time += <f64>(<i64>numberAt(p + fraction.at, fraction.digits)) / powerOfTen(fraction.digits);
    }
  }
  record.forms = columns.forms;
  record.clock = columns.clock;
  return after;
}

/** True for what begins a name, a second half or an event, and continues no columns. */
function mayBegin(char: i32): bool {
  return isSmall(char) || char === Char.Less || char === Char.Plus || char === Char.Minus;
}
