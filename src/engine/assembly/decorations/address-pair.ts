/** Two addresses of the Internet, each with a port, as strace prints them. */
import { endOfDigits } from "../arguments/decimal";
import { byteAt } from "../bytes";
import { Char, isWordChar } from "../char";

const MOST_PORT_DIGITS: usize = 5;
const MOST_DIGITS: usize = 3;

/** True if both texts are addresses. */
export function isAddressPair(one: usize, oneEnd: usize, other: usize, otherEnd: usize): bool {
  return isAddress(one, oneEnd) && isAddress(other, otherEnd);
}

/** True for `127.0.0.1:80` and `[::1%eth0]:80`. */
function isAddress(p: usize, end: usize): bool {
  const hostEnd = p < end && byteAt(p) === Char.OpenBracket ? endOfV6(p, end) : endOfV4(p, end);
  if (hostEnd === 0 || hostEnd === end || byteAt(hostEnd) !== Char.Colon) return false;
  const digits = end - hostEnd - 1;
  return digits > 0 && digits <= MOST_PORT_DIGITS && endOfDigits(hostEnd + 1, end) === end;
}

function endOfV4(p: usize, end: usize): usize {
  for (let part = 0; part < 4; part++) {
    if (part > 0) {
      if (p === end || byteAt(p) !== Char.Dot) return 0;
      p++;
    }
    const after = endOfDigits(p, end);
    if (after === p || after - p > MOST_DIGITS) return 0;
    p = after;
  }
  return p;
}

function endOfV6(p: usize, end: usize): usize {
  let at = p + 1;
  while (at < end && isInV6(byteAt(at))) at++;
  return at < end && byteAt(at) === Char.CloseBracket ? at + 1 : 0;
}

/** Hexadecimal digits, and the name of an interface after `%`. */
function isInV6(char: i32): bool {
  return isWordChar(char) || char === Char.Colon || char === Char.Dot || char === Char.Percent;
}
