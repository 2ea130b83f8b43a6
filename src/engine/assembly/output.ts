/**
 * Calls whose line may hold more than the call: what the program wrote, if it shares strace's stream, or what strace prints when
 * the thread is killed within the call. core/strace/call/joiner.ts takes that out.
 */
import { byteAt, startsWithShort } from "./bytes";
import { Buffers, callAt, NO_ARGUMENT } from "./calls/call";
import { Effect } from "./calls/effect";
import { Char, isWordChar } from "./char";
import { Doing } from "./halves/doing";
import { Kind, LineRecord } from "./record";

const KILLED = " ...>";

/** True if the arguments of a whole call, or those in a second half, may not be all that stands before the `)`. */
export function mayHoldMore(record: LineRecord): bool {
  const start = record.argumentsStart;
  const end = record.argumentsEnd;
  if (endsKilled(start, end)) return true;
  if (record.kind !== Kind.Whole || !isWrite(record) || !isToOutput(start, end)) return false;
  return !endsInResult(start, end, record);
}

/** True for a call on two lines that may be one of those. */
export function isOutputOfHalves(doing: Doing, record: LineRecord): bool {
  const end = doing.argumentsStart + doing.length;
  if (record.argumentsStart === record.argumentsEnd && endsKilled(doing.argumentsStart, end)) return true;
  if (!isWrite(record)) return false;
  const isRestEmpty = record.argumentsStart === record.argumentsEnd;
  const isTo =
    doing.length > 0 ? isToOutput(doing.argumentsStart, end) : isToOutput(record.argumentsStart, record.argumentsEnd);
  if (!isTo) return false;
  return isRestEmpty
    ? !endsInResult(doing.argumentsStart, end, record)
    : !endsInResult(record.argumentsStart, record.argumentsEnd, record);
}

function endsKilled(p: usize, end: usize): bool {
  return end - p >= <usize>KILLED.length && startsWithShort(end - KILLED.length, end, KILLED);
}

/** `write` alone has one string and no flags. */
function isWrite(record: LineRecord): bool {
  const call = callAt(record.call);
  return call.effect === Effect.Write && call.buffers === Buffers.Single && call.flags === NO_ARGUMENT;
}

/** True for `1, "..."` and `2, "..."`, also with a name (`-N`) or in hexadecimal (`-X raw`). */
function isToOutput(p: usize, end: usize): bool {
  if (startsWithShort(p, end, "fd=")) p += 3;
  if (startsWithShort(p, end, "0x")) p += 2;
  return (byteAt(p) === Char.One || byteAt(p) === Char.Two) && !isWordChar(byteAt(p + 1));
}

/** True for `write(1, "x", 17) = 17`: nothing stands after the count, if it is the result. */
function endsInResult(start: usize, end: usize, record: LineRecord): bool {
  const length = record.valueEnd - record.valueStart;
  const count = end - length;
  if (count - 2 < start || !startsWithShort(count - 2, end, ", ")) return false;
  for (let i: usize = 0; i < length; i++) if (byteAt(count + i) !== byteAt(record.valueStart + i)) return false;
  return true;
}
