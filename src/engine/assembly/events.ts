/** What happens to a thread: `+++ exited with 0 +++`, `--- SIGPIPE {si_signo=SIGPIPE} ---` (core/strace/line/event-line.ts). */
import { byteAt, startsWith } from "./bytes";
import { Char, isWordChar } from "./char";
import { digits } from "./digits";
import { Kind, LineRecord } from "./record";

const EXITED = "+++ exited with ";
const EXITED_END = " +++";
const SIGNAL = "--- SIG";
const SIGNAL_END = " ---";
const DASHES = "--- ";

/** Reads the event that p..end is. False: ask. */
export function readEvent(record: LineRecord, p: usize, end: usize): bool {
  return byteAt(p) === Char.Plus ? readExit(record, p, end) : readSignal(record, p, end);
}

function readExit(record: LineRecord, p: usize, end: usize): bool {
  if (!startsWith(p, end, EXITED)) return false;
  digits.read(p + EXITED.length);
  if (digits.count === 0 || digits.areTooMany) return false;
  if (digits.end + EXITED_END.length !== end || !startsWith(digits.end, end, EXITED_END)) return false;
  record.kind = Kind.Exit;
  record.value = digits.number;
  return true;
}

function readSignal(record: LineRecord, p: usize, end: usize): bool {
  if (!startsWith(p, end, SIGNAL)) return false;
  let nameEnd = p + SIGNAL.length;
  while (nameEnd < end && isWordChar(byteAt(nameEnd))) nameEnd++;
  const infoEnd = end - SIGNAL_END.length;
  if (nameEnd === p + SIGNAL.length || infoEnd < nameEnd || !startsWith(infoEnd, end, SIGNAL_END)) return false;
  record.kind = Kind.Signal;
  record.nameStart = p + DASHES.length;
  record.nameEnd = nameEnd;
  record.argumentsStart = nameEnd === infoEnd ? infoEnd : nameEnd + 1;
  record.argumentsEnd = infoEnd;
  return nameEnd === infoEnd || isInfo(nameEnd, infoEnd);
}

/** ` {si_signo=SIGPIPE, ...}` */
function isInfo(p: usize, end: usize): bool {
  return (
    end - p >= 3 && byteAt(p) === Char.Space && byteAt(p + 1) === Char.OpenBrace && byteAt(end - 1) === Char.CloseBrace
  );
}
