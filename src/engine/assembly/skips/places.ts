/** Places in a line, as core/sockets/skips/argument-bytes.ts finds them: by a few bytes, not by the brackets. */
import { byteAt, find } from "../bytes";
import { Char } from "../char";
import { LineRecord } from "../record";

/** How many bytes before the end of a line the result is searched in. The decoration of the result may be long. */
const RESULT_REACH: usize = 160;

/** Where the result of a call that was read begins; 0: it is not near the end of the line. */
export function resultStart(record: LineRecord): usize {
  const end = record.end;
  const value = record.valueStart;
  // no ` = ` follows the one that was read, so a search from the end of the line would find it
  const isLast = byteAt(value - 3) === Char.Space && find(value, end, Char.Equals) === 0;
  if (isLast) return value - 2 > end - RESULT_REACH ? value : 0;
  for (let p = end - 2; p >= record.argumentsStart && p > end - RESULT_REACH; p--) {
    if (byteAt(p) === Char.Equals && byteAt(p - 1) === Char.Space && byteAt(p + 1) === Char.Space) return p + 2;
  }
  return 0;
}

/** The argument after the next comma; `end`: there is none. */
export function nextArgument(p: usize, end: usize): usize {
  for (let comma = find(p, end, Char.Comma); comma !== 0; comma = find(comma + 1, end, Char.Comma)) {
    if (byteAt(comma + 1) === Char.Space) return comma + 2;
  }
  return end;
}
