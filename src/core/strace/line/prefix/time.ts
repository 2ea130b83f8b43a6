import { DOT, isDigit, SPACE } from "../line-bytes.js";
import { PID_MAX } from "./pid.js";
import { type Prefix, PrefixForm } from "./prefix.js";

const COLON = 0x3a;
const PAREN_OPEN = 0x28;
const PAREN_CLOSE = 0x29;
const PLUS = 0x2b;

/**
 * Reads one time column: `10:00:01.25 ` of `-t` and `-tt`, `1763892982.5 ` of `-ttt`, `     0.000624 ` of `-r`, or
 * `(+     0.000624) ` of `-r` after another time. The first of two times is the line's. Leaves the prefix as it is
 * when the line has no such column.
 */
export function scanTime(bytes: Uint8Array, end: number, prefix: Prefix): void {
  let i = prefix.offset;
  const isParenthesised = bytes[i] === PAREN_OPEN && bytes[i + 1] === PLUS;
  if (isParenthesised) i += 2;
  const isPadded = bytes[i] === SPACE;
  while (i < end && bytes[i] === SPACE) i++;
  const first = i;
  let seconds = 0;
  let field = 0;
  let colons = 0;
  for (; i < end && (isDigit(bytes[i]) || bytes[i] === COLON); i++) {
    if (bytes[i] === COLON) {
      seconds = (seconds + field) * 60;
      field = 0;
      colons++;
    } else field = field * 10 + (bytes[i] as number) - 0x30;
  }
  if (i === first || (colons !== 0 && colons !== 2)) return;
  seconds += field;
  const isFraction = bytes[i] === DOT && isDigit(bytes[i + 1]);
  if (isFraction) {
    i++;
    let fraction = 0;
    let scale = 1;
    for (; i < end && isDigit(bytes[i]); i++, scale *= 10) fraction = fraction * 10 + (bytes[i] as number) - 0x30;
    seconds += fraction / scale;
  }
  if (isParenthesised && bytes[i] === PAREN_CLOSE) i++;
  if (bytes[i] !== SPACE) return;
  const isEpoch = colons === 0 && seconds > PID_MAX;
  if (colons === 0 && !isFraction && !isPadded && !isParenthesised && !isEpoch) return;
  prefix.offset = i + 1;
  if (isFraction) prefix.forms |= PrefixForm.fraction;
  prefix.forms |= colons === 2 ? PrefixForm.timeOfDay : isEpoch ? PrefixForm.epoch : PrefixForm.relative;
  if (prefix.clock !== null) return;
  prefix.time = seconds;
  prefix.clock = colons === 2 ? "day" : isEpoch ? "epoch" : "relative";
}
