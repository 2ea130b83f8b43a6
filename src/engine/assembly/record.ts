/** What is found out of a line, and goes out to the host, which knows the same fields (host/record-fields.ts). */
import { element, OUT } from "./memory";
import { Skip } from "./skips/when";

/** What a line is. */
export enum Kind {
  /** The engine does not fully recognise it: the reader in TypeScript has to read it. */
  Ask,
  /** `name(arguments) = result` */
  Whole,
  /** `name(arguments <unfinished ...>` */
  FirstHalf,
  /** `<... name resumed>arguments) = result` */
  SecondHalf,
  /** `+++ exited with 0 +++`; `value` is the status. */
  Exit,
  /** `+++ killed by SIGKILL +++`; the signal's name stands in place of a call's, and `value` is 1 if it dumped its core. */
  Killed,
  /** `--- SIGPIPE {...} ---`; its name stands in place of a call's, what is known of it in place of the arguments. */
  Signal,
}

/** What the engine did not recognise in a line that it asks about. */
export enum Reason {
  None,
  /** A byte that strace does not print, or an entity of HTML. */
  Characters,
  /** The columns before the call. */
  Prefix,
  /** The line does not begin with the name of a call that is in the table, or with an event. */
  Start,
  Arguments,
  /** What follows the arguments. */
  Ending,
  Event,
  /** The line may hold the program's own output. */
  Output,
  /** The line is longer than `LONGEST_LINE`. */
  Length,
}

/** What the time of a line counts from. */
export enum Clock {
  None,
  Day,
  Epoch,
  Relative,
}

/** What the result of a call is. */
export enum ResultKind {
  None,
  Number,
  /** strace printed `?`. */
  Unknown,
}

/** The columns that stand before a line, as bits: the numbers are those of core/strace/line/prefix/prefix.ts. */
export enum Form {
  BracketedPid = 1,
  BarePid = 2,
  Command = 4,
  TimeOfDay = 8,
  Epoch = 16,
  Relative = 32,
  Fraction = 64,
  SyscallNumber = 128,
  InstructionPointer = 256,
}

/** Places are addresses in IN. Of a line that is asked about, only kind, reason, line, start and end are set. */
@unmanaged
export class LineRecord {
  time: f64;
  value: f64;
  /** Seconds spent in the call; -1 if strace printed none. */
  duration: f64;
  /** The number of the line, from 1. */
  line: u32;
  start: usize;
  end: usize;
  nameStart: usize;
  nameEnd: usize;
  argumentsStart: usize;
  argumentsEnd: usize;
  /** The number of the result, as printed. */
  valueStart: usize;
  valueEnd: usize;
  /** The decoration of the result; 0: it has none. */
  decorationStart: usize;
  decorationEnd: usize;
  /** The name of the error; 0: it has none. */
  errorStart: usize;
  errorEnd: usize;
  /** What stands in parentheses after the result; 0: nothing. */
  remarkStart: usize;
  remarkEnd: usize;
  /** -1 if the line has none. */
  pid: i32;
  /** The index of the call in the table. */
  call: i32;
  /** A sum of `Form`. */
  forms: i32;
  kind: Kind;
  reason: Reason;
  clock: Clock;
  resultKind: ResultKind;
  /** When the call need not be read, and the fd that this depends on. */
  skip: Skip;
  fd: i32;

  get isCall(): bool {
    return this.kind === Kind.Whole || this.kind === Kind.FirstHalf || this.kind === Kind.SecondHalf;
  }

  ask(reason: Reason): void {
    this.kind = Kind.Ask;
    this.reason = reason;
  }
}

export const MOST_RECORDS: i32 = 1024;

export function recordAt(index: i32): LineRecord {
  return element<LineRecord>(OUT, index);
}

/** The length of a record. */
export function recordBytes(): i32 {
  return offsetof<LineRecord>();
}

/** The length of OUT. */
export function mostRecordBytes(): usize {
  return MOST_RECORDS * offsetof<LineRecord>();
}
