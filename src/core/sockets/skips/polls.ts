import type { Skip } from "../../strace/call-filter.js";
import { EQUALS } from "../../strace/line/line-bytes.js";
import { resultStart } from "./argument-bytes.js";

/** Whether an epoll set of the thread's process is asked, each time, whether an fd takes bytes. */
export type WaitsToWrite = (pid: number | null) => boolean;

/**
 * `epoll_wait(8, [{events=EPOLLIN, ...}], ...)`: reports only that there are bytes to read. If the program asked about writing
 * too, that says that the socket's buffer is full.
 */
const epollSkip = (waitsToWrite: WaitsToWrite): Skip => ({
  shows: "last",
  applies: (bytes, start, end, pid) => !reportsMore(bytes, start, end) && !waitsToWrite(pid),
});

/** `poll([{fd=5, events=POLLIN}], 1, 1000) = 1 ([{fd=5, revents=POLLIN}])`: the reported events follow the result. */
const poll: Skip = {
  shows: "last",
  applies: (bytes, start, end) => {
    const result = resultStart(bytes, start, end);
    return result >= 0 && !reportsMore(bytes, result, end) && !asksWritable(bytes, start, result);
  },
};

export const pollSkips = (waitsToWrite: WaitsToWrite) => ({ poll, "epoll-wait": epollSkip(waitsToWrite) });

/** True if the bytes hold `POLLOUT`. */
function asksWritable(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++)
    if (bytes[i] === 0x4c && bytes[i + 1] === 0x4f && bytes[i + 2] === 0x55) return true; // LOU
  return false;
}

/** True if the bytes hold an OUT, ERR, HUP or RDHUP event, or a number, which may be one. */
function reportsMore(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    if (bytes[i] === EQUALS && bytes[i - 1] === 0x73 && bytes[i + 1] === 0x30) return true; // events=0x: -X raw
    if (bytes[i] !== 0x50 || bytes[i + 1] !== 0x4f || bytes[i + 2] !== 0x4c) continue; // POL
    const event = bytes[i + 4]; // the letter after POLL
    if (event === 0x4f || event === 0x45 || event === 0x48 || event === 0x52) return true; // OUT, ERR, HUP, RDHUP
    i += 4;
  }
  return false;
}
