/** The time column (core/strace/line/prefix/time.ts). */
import { byteAt } from "../bytes";
import { Char, isDigit } from "../char";
import { digits, powerOfTen } from "../digits";
import { Clock, Form, LineRecord } from "../record";
import { PID_MAX } from "./pid";

/** An f64 holds each integer up to here. */
const MOST_SECONDS: u64 = 1 << 53;

/**
 * Reads one time at p, if one stands there: `10:00:01.25 ` of `-t` and `-tt`, `1763892982.5 ` of `-ttt`, `     0.000624 ` of
 * `-r`, or `(+     0.000624) ` of `-r` after another time. The first of two times is the line's.
 *
 * @returns where it ends; 0: ask
 */
export function readTime(record: LineRecord, p: usize, end: usize): usize {
  let at = p;
  const isParenthesised = byteAt(at) === Char.OpenParen && byteAt(at + 1) === Char.Plus;
  if (isParenthesised) at += 2;
  const isPadded = byteAt(at) === Char.Space;
  while (at < end && byteAt(at) === Char.Space) at++;
  if (!isDigit(byteAt(at))) return at < end && byteAt(at) === Char.Colon ? 0 : p;

  let colons = 0;
  let whole: u64 = 0;
  while (true) {
    digits.read(at);
    if (digits.areTooMany) return 0;
    whole = whole * 60 + digits.value;
    at = digits.end;
    if (at === end || byteAt(at) !== Char.Colon) break;
    if (++colons > 2) return 0;
    at++;
  }
  if (colons === 1) return p;
  if (whole > MOST_SECONDS) return 0;
  let seconds = <f64>whole;
  const hasFraction = byteAt(at) === Char.Dot && isDigit(byteAt(at + 1));
  if (hasFraction) {
    digits.read(at + 1);
    if (digits.areTooMany) return 0;
    seconds += digits.number / powerOfTen(digits.count);
    at = digits.end;
  }
  if (isParenthesised && byteAt(at) === Char.CloseParen) at++;
  if (byteAt(at) !== Char.Space) return p;
  const isEpoch = colons === 0 && seconds > <f64>PID_MAX;
  if (colons === 0 && !hasFraction && !isPadded && !isParenthesised && !isEpoch) return p;

  if (hasFraction) record.forms |= Form.Fraction;
  record.forms |= colons === 2 ? Form.TimeOfDay : isEpoch ? Form.Epoch : Form.Relative;
  if (record.clock === Clock.None) {
    record.time = seconds;
    record.clock = colons === 2 ? Clock.Day : isEpoch ? Clock.Epoch : Clock.Relative;
  }
  return at + 1;
}
