/**
 * Whether a call may show an option of strace's that is not known yet (core/strace/line/dialect.ts). The host looks at the first
 * calls for signs of options. Nearly all of them show nothing new, and the engine need not ask about those. In doubt it asks.
 */
import { endOfQuoted } from "../arguments/quoted";
import { unquotedLength } from "../buffers/unquote";
import { byteAt, find, findLiteral, findPair, startsWithShort } from "../bytes";
import { Char, isWordChar } from "../char";
import { state } from "./reader-state";

/** The host looks at so many calls. */
const SAMPLED: i32 = 2000;
/** Arguments with more characters than this are not searched. */
const LONG: usize = 65_536;

/** What the host knows by now: the numbers are its own (host/reader-state.ts). */
enum Known {
  Endpoints = 1,
  Names = 2,
  Hexadecimal = 4,
  Plain = 8,
}

/** True while the host looks at calls. */
export function isLooking(): bool {
  return state.sampled <= SAMPLED;
}

/** True if the arguments p..end of a call, or a part of them, may show something new. */
export function mayShowOption(p: usize, end: usize): bool {
  if (!isLooking() || end - p > LONG) return false;
  if (isDecorated(p, end) || isNamed(p, end)) return true;
  if (findPair(p, end, Char.Slash, Char.Star) !== 0 || findLiteral(p, end, "=0x") !== 0) return true;
  return hasNewString(p, end);
}

function knows(sign: Known): bool {
  return (state.known & sign) !== 0;
}

/** `7<TCP:...>` and `fd=7<...>`: of a socket, a decoration shows `-yy`. */
function isDecorated(p: usize, end: usize): bool {
  if (knows(Known.Endpoints)) return false;
  let at = afterWord(p, end);
  if (byteAt(at) === Char.Equals) at = afterWord(at + 1, end);
  return at < end && byteAt(at) === Char.Less;
}

/** `fd=7`: strace prints the names of arguments. */
function isNamed(p: usize, end: usize): bool {
  const at = afterWord(p, end);
  return !knows(Known.Names) && at > p && at < end && byteAt(at) === Char.Equals;
}

function afterWord(p: usize, end: usize): usize {
  let at = p < end && byteAt(p) === Char.Minus ? p + 1 : p;
  while (at < end && isWordChar(byteAt(at))) at++;
  return at;
}

/** True if a string is of a kind that was not seen yet, or longer than all that strace has cut so far. */
function hasNewString(p: usize, end: usize): bool {
  for (let quote = find(p, end, Char.Quote); quote !== 0; ) {
    const after = endOfQuoted(quote, end);
    if (after === 0 || after > end) return true;
    if (isNewString(quote + 1, after - 1)) return true;
    const isCut = startsWithShort(after, end, "...");
    if (isCut && unquotedLength(quote + 1, after - 1) > state.stringLimit) return true;
    quote = find(after, end, Char.Quote);
  }
  return false;
}

function isNewString(p: usize, end: usize): bool {
  if (p === end) return false;
  const mayBeHexadecimal = startsWithShort(p, end, "\\x");
  return !knows(Known.Plain) || (mayBeHexadecimal && !knows(Known.Hexadecimal));
}
