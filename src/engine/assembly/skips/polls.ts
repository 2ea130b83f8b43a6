/** Polls that only report that there are bytes to read (core/sockets/skips/polls.ts). */
import { byteAt, find, findPair, startsWithShort } from "../bytes";
import { Char } from "../char";
import { LineRecord } from "../record";
import { resultStart } from "./places";
import { Skip } from "./when";

/** `epoll_wait(8, [{events=EPOLLIN, ...}], ...)`: a process that asked about writing too learns that a buffer is full. */
export function skipEpollWait(record: LineRecord): Skip {
  return reportsMore(record.argumentsStart, record.end) ? Skip.Never : Skip.UnlessWaiting;
}

/** `poll([{fd=5, events=POLLIN}], 1, 1000) = 1 ([{fd=5, revents=POLLIN}])`: the reported events follow the result. */
export function skipPoll(record: LineRecord): Skip {
  const result = resultStart(record);
  if (result === 0 || reportsMore(result, record.end)) return Skip.Never;
  return asksWritable(record.argumentsStart, result) ? Skip.Never : Skip.Always;
}

/** True if the bytes hold POLLOUT. */
function asksWritable(p: usize, end: usize): bool {
  for (p = find(p, end, Char.L); p !== 0; p = find(p + 1, end, Char.L))
    if (startsWithShort(p, end + 2, "LOU")) return true;
  return false;
}

/** True if the bytes hold an OUT, ERR, HUP or RDHUP event, or a number (`-X raw`), which may be one. */
function reportsMore(p: usize, end: usize): bool {
  for (let name = findPair(p, end, Char.P, Char.O); name !== 0; name = findPair(name + 1, end, Char.P, Char.O)) {
    if (!startsWithShort(name, end + 2, "POL")) continue;
    const event = byteAt(name + "POLL".length);
    if (event === Char.O || event === Char.E || event === Char.H || event === Char.R) return true;
  }
  return holdsNumber(p, end);
}

/** True for `events=0x1`. */
function holdsNumber(p: usize, end: usize): bool {
  for (p = findPair(p, end, Char.Equals, Char.Zero); p !== 0; p = findPair(p + 1, end, Char.Equals, Char.Zero)) {
    if (byteAt(p - 1) === Char.s) return true;
  }
  return false;
}
