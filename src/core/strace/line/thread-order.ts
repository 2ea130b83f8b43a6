import { latin1 } from "../../bytes.js";
import { callRow } from "../../syscalls/rows.js";
import { scanPrefix } from "./prefix/scan.js";

/** More characters than the name of any call that waits or writes, and its bracket. */
const NAME = 24;
const DURATION = / <(\d+(?:\.\d+)?)>$/;

/**
 * The time by which a line of a file of `strace -ff` is put in order with the lines of other threads, in seconds. `at` is
 * the time of the line, `until` the time at which its call ended; null if the call may last until the thread's next line.
 * The answer is null for a line without a time, and for relative times (`-r`), which files do not have in common.
 */
export function orderOf(bytes: Uint8Array, start: number, end: number): { at: number; until: number | null } | null {
  const prefix = scanPrefix(bytes, start, end);
  if (prefix.clock === null || prefix.clock === "relative") return null;
  const at = prefix.time;
  const text = latin1(bytes, prefix.offset, Math.min(end, prefix.offset + NAME));
  const call = callRow(text.slice(0, Math.max(0, text.indexOf("("))));
  // a write counts from when it begins: a shutdown in another thread that falls into it comes after its bytes
  if (call?.to !== undefined) return { at, until: at };
  const tail = latin1(bytes, Math.max(prefix.offset, end - 24), end);
  const duration = DURATION.exec(tail)?.[1];
  if (duration !== undefined) return { at, until: at + Number(duration) };
  // without -T, the end of a call that waits lies somewhere before the next line of its thread
  return { at, until: call?.waits ? null : at };
}
