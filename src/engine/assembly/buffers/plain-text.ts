/** The steps through plain arguments that hold bytes, without reading them as values (core/strace/arguments/plain-arguments.ts). */
import { endOfDigits } from "../arguments/decimal";
import { endOfDecoration } from "../arguments/decoration";
import { isEllipsis } from "../arguments/word";
import { byteAt, startsWith } from "../bytes";
import { call, Part } from "../call/current-call";
import { Char } from "../char";

const DOTS: usize = 3;

/** True if the text of the current call is whole and holds everything that strace printed of the bytes. */
export function isPlainCall(): bool {
  return call.part === Part.Whole && call.dumpCount === 0;
}

/** Where the second argument begins; 0: the first is not a plain fd. */
export function afterFd(p: usize, end: usize): usize {
  let at = endOfDigits(p, end);
  if (at === p || at === end) return 0;
  if (byteAt(at) === Char.Less) at = endOfDecoration(at, end);
  return at === 0 ? 0 : afterComma(at, end);
}

/** After the string whose closing quote is before p, the dots if strace cut it, and the comma; 0: other text follows. */
export function afterString(p: usize, end: usize): usize {
  return afterComma(isEllipsis(p) ? p + DOTS : p, end);
}

/** Where the decimal number at p ends; 0: the argument or member does not end with it. */
export function endOfCount(p: usize, end: usize): usize {
  const at = endOfDigits(p, end);
  const isOctal = at - p > 1 && byteAt(p) === Char.Zero;
  if (at === p || isOctal) return 0;
  return at === end || byteAt(at) === Char.CloseBrace || afterComma(at, end) !== 0 ? at : 0;
}

/** After the comma and the blank at p; 0: there are none. */
function afterComma(p: usize, end: usize): usize {
  return startsWith(p, end, ", ") ? p + 2 : 0;
}
