/** The columns that strace prints before a line (core/strace/line/prefix/scan.ts). */
import { byteAt } from "../bytes";
import { Char } from "../char";
import { Clock, LineRecord } from "../record";
import { readPid } from "./pid";
import { readTime } from "./time";

/**
 * Reads the columns at p into the record. Columns in brackets and the names of commands are asked about.
 *
 * @returns where the line proper begins; 0: ask
 */
export function readPrefix(record: LineRecord, p: usize, end: usize): usize {
  record.pid = -1;
  record.forms = 0;
  record.clock = Clock.None;
  p = readPid(record, p, end);
  if (p !== 0) p = readTime(record, p, end);
  if (p !== 0) p = readTime(record, p, end); // `-t -r` prints two times
  return p !== 0 && byteAt(p) === Char.OpenBracket ? 0 : p;
}
