import { latin1 } from "../../bytes.js";
import { scanPrefix } from "./prefix.js";

/**
 * Calls that may wait long for what other threads do. Without `-T` their end is only known to lie before the next
 * line of their thread, and what they return was made just then.
 */
const WAITS = /^(?:accept4?|read|readv|recv|recvfrom|recvmsg|epoll_p?wait2?|p?poll|p?select6?|wait4|waitid|connect)\(/;
/** A write counts from its beginning: a shutdown in another thread that falls into it comes behind its bytes. */
const WRITES = /^(?:write|writev|pwritev2|send|sendto|sendmsg|sendmmsg|sendfile|splice)\(/;
const DURATION = / <(\d+(?:\.\d+)?)>$/;

/**
 * Where a line of a file of `strace -ff` belongs among the lines of other threads: `at` is its time in seconds,
 * `until` when the call ended, null where that is at the latest the time of the thread's next line. Null for a line
 * without a time. Relative times alone (`-r`) cannot be compared between files.
 */
export function orderOf(bytes: Uint8Array, start: number, end: number): { at: number; until: number | null } | null {
  const prefix = scanPrefix(bytes, start, end);
  if (prefix.clock === null || prefix.clock === "relative") return null;
  const at = prefix.time;
  const name = latin1(bytes, prefix.offset, Math.min(end, prefix.offset + 24));
  if (WRITES.test(name)) return { at, until: at };
  const tail = latin1(bytes, Math.max(prefix.offset, end - 24), end);
  const duration = DURATION.exec(tail)?.[1];
  if (duration !== undefined) return { at, until: at + Number(duration) };
  return { at, until: WAITS.test(name) ? null : at };
}
