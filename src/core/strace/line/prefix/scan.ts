import { scanSecurityContext, skipBracketed } from "./brackets.js";
import { scanPid } from "./pid.js";
import { emptyPrefix, type Prefix } from "./prefix.js";
import { scanTime } from "./time.js";

/**
 * Reads the columns before the line `bytes[start..end)`, in the order in which strace prints them (strace.c,
 * printleader). It works on bytes because the reader drops most lines after the prefix and the name.
 *
 * @param prefix the object to fill in; one serves for all lines
 * @returns `prefix`
 */
export function scanPrefix(bytes: Uint8Array, start: number, end: number, prefix: Prefix = emptyPrefix()): Prefix {
  prefix.pid = null;
  prefix.time = 0;
  prefix.clock = null;
  prefix.offset = start;
  prefix.forms = 0;
  scanPid(bytes, end, prefix);
  scanSecurityContext(bytes, end, prefix);
  scanTime(bytes, end, prefix);
  scanTime(bytes, end, prefix); // `-t -r` prints two times
  while (skipBracketed(bytes, end, prefix));
  return prefix;
}
