/** The columns that strace prints before a line (core/strace/line/prefix/scan.ts). */
import { byteAt } from "../bytes";
import { Char } from "../char";
import { Clock, LineRecord } from "../record";
import { readBrackets } from "./brackets";
import { learnColumns, readColumnsLikeBefore } from "./like-before";
import { readPid } from "./pid";
import { readTime } from "./time";

/**
 * Reads the columns at p into the record. A security context is asked about.
 *
 * @returns where the line proper begins; 0: ask
 */
export function readPrefix(record: LineRecord, p: usize, end: usize): usize {
  const known = readColumnsLikeBefore(record, p, end);
  if (known !== 0) return known;
  const proper = readColumns(record, p, end);
  if (proper !== 0) learnColumns(record, p, proper);
  return proper;
}

function readColumns(record: LineRecord, p: usize, end: usize): usize {
  record.pid = -1;
  record.forms = 0;
  record.clock = Clock.None;
  p = readPid(record, p, end);
  if (p !== 0) p = readTime(record, p, end);
  if (p !== 0) p = readTime(record, p, end); // `-t -r` prints two times
  while (p !== 0 && byteAt(p) === Char.OpenBracket) p = readBrackets(record, p, end);
  return p;
}
