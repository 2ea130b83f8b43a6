/**
 * What happens to a thread: `+++ exited with 0 +++`, `+++ killed by SIGKILL +++`, `--- SIGPIPE {si_signo=SIGPIPE} ---`
 * (core/strace/line/event-line.ts).
 */
import { byteAt, startsWith, startsWithShort } from "./bytes";
import { Char, isWordChar } from "./char";
import { digits } from "./digits";
import { Kind, LineRecord } from "./record";

const EXITED = "+++ exited with ";
const KILLED = "+++ killed by ";
const CORE_DUMPED = " (core dumped)";
const END = " +++";
const DASHES = "--- ";
const DASHES_END = " ---";

/** Reads the event that p..end is. False: ask. */
export function readEvent(record: LineRecord, p: usize, end: usize): bool {
  if (startsWithShort(p, end, DASHES)) return readSignal(record, p + DASHES.length, end);
  if (startsWith(p, end, EXITED)) return readExit(record, p + EXITED.length, end);
  return startsWith(p, end, KILLED) && readKilled(record, p + KILLED.length, end);
}

function readExit(record: LineRecord, p: usize, end: usize): bool {
  digits.read(p);
  record.kind = Kind.Exit;
  record.value = digits.number;
  return digits.count > 0 && !digits.areTooMany && isRest(digits.end, end, END);
}

function readKilled(record: LineRecord, p: usize, end: usize): bool {
  if (!readSignalName(record, p, end)) return false;
  const hasDumped = startsWith(record.nameEnd, end, CORE_DUMPED);
  record.kind = Kind.Killed;
  record.value = hasDumped ? 1 : 0;
  return isRest(hasDumped ? record.nameEnd + CORE_DUMPED.length : record.nameEnd, end, END);
}

function readSignal(record: LineRecord, p: usize, end: usize): bool {
  if (!readSignalName(record, p, end)) return false;
  const from = record.nameEnd;
  const infoEnd = end - DASHES_END.length;
  if (infoEnd < from || !isRest(infoEnd, end, DASHES_END)) return false;
  record.kind = Kind.Signal;
  record.argumentsStart = from === infoEnd ? infoEnd : from + 1;
  record.argumentsEnd = infoEnd;
  return from === infoEnd || isInfo(from, infoEnd);
}

/** `SIGPIPE`; of other signals, strace prints a number. */
function readSignalName(record: LineRecord, p: usize, end: usize): bool {
  let nameEnd = p;
  while (nameEnd < end && isWordChar(byteAt(nameEnd))) nameEnd++;
  record.nameStart = p;
  record.nameEnd = nameEnd;
  return startsWithShort(p, nameEnd, "SIG") && nameEnd - p > 3;
}

/** ` {si_signo=SIGPIPE, ...}` */
function isInfo(p: usize, end: usize): bool {
  if (end - p < 3 || byteAt(p) !== Char.Space) return false;
  return byteAt(p + 1) === Char.OpenBrace && byteAt(end - 1) === Char.CloseBrace;
}

/** True if p..end is this text. */
function isRest(p: usize, end: usize, text: string): bool {
  return p + text.length === end && startsWith(p, end, text);
}
