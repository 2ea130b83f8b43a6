/** Buffers in an array of iovec: `[{iov_base="...", iov_len=n}, ...]`. */
import { sumOfDigits } from "../arguments/decimal";
import { isNumber, NO_NUMBER } from "../arguments/integer";
import { firstItem, isCutArray, member, memberAt, nextItem } from "../arguments/items";
import { argument } from "../arguments/list";
import { endOfQuoted } from "../arguments/quoted";
import { byteCountOf, isArray } from "../arguments/value";
import { isEllipsis } from "../arguments/word";
import { byteAt, startsWith } from "../bytes";
import { call } from "../call/current-call";
import { Char } from "../char";
import { Pieces } from "./pieces";
import { afterFd, afterString, endOfCount, isPlainCall } from "./plain-text";
import { NO_DUMP, seen } from "./seen";

/** `writev(fd, [{...}, ...], count)`, `pwritev2`, `readv` or `preadv2`. Returns the bytes that the program asked for. */
export function readVector(pieces: Pieces): f64 {
  const plain = isPlainCall() ? readPlain(pieces) : NO_NUMBER;
  if (isNumber(plain)) return plain;
  pieces.clear();
  return readIovec(pieces, argument(1), 0);
}

/** `sendmsg(fd, {msg_iov=[...], ...}, flags)` or `recvmsg`. */
export function readMessage(pieces: Pieces): f64 {
  return readIovec(pieces, member(argument(1), "msg_iov"), 0);
}

/** Adds the buffers of a vector. Their dumps begin with the one of this index. */
export function readIovec(pieces: Pieces, vector: usize, dump: i32): f64 {
  if (!isArray(vector)) return NO_NUMBER;
  let asked: f64 = 0;
  for (let item = firstItem(vector); item !== 0; item = nextItem(item)) {
    const length = byteCountOf(memberAt(item, 1)); // by position, as strace 4 printed {"...", 247} without names
    seen.read(memberAt(item, 0), dump);
    if (!isNumber(length)) {
      // the length of a buffer whose count somebody left out: the result says how many bytes it held at the least
      if (!seen.isEmpty) seen.addTo(pieces, Infinity, false);
      return NO_NUMBER;
    }
    seen.addTo(pieces, length, seen.isCut);
    asked += length;
    if (dump !== NO_DUMP) dump++;
  }
  return isCutArray(vector) ? NO_NUMBER : asked;
}

const IOV_BASE = "{iov_base=";
const IOV_LEN = "iov_len=";

/** `7<TCP:[...]>, [{iov_base="...", iov_len=41}, ...], 2`: nearly all vectors stand so. A list that strace cut does not. */
function readPlain(pieces: Pieces): f64 {
  const end = call.argumentsEnd;
  let p = afterFd(call.argumentsStart, end);
  if (p === 0 || !startsWith(p, end, "[{")) return NO_NUMBER;
  p++;
  let asked: f64 = 0;
  while (startsWith(p, end, IOV_BASE) && p + IOV_BASE.length < end && byteAt(p + IOV_BASE.length) === Char.Quote) {
    const quote = p + IOV_BASE.length;
    const stringEnd = endOfQuoted(quote, end);
    const name: usize = stringEnd === 0 ? 0 : afterString(stringEnd, end);
    if (name === 0 || !startsWith(name, end, IOV_LEN)) return NO_NUMBER;
    const count = name + IOV_LEN.length;
    const countEnd = endOfCount(count, end);
    if (countEnd === 0 || countEnd === end || byteAt(countEnd) !== Char.CloseBrace) return NO_NUMBER;
    const length = sumOfDigits(count, countEnd);
    const piece = pieces.add();
    piece.set(quote + 1, stringEnd - 1, true, length, isEllipsis(stringEnd));
    piece.hasStart = true;
    asked += length;
    p = countEnd + 1;
    if (!startsWith(p, end, ", ")) break;
    p += 2;
  }
  return p < end && byteAt(p) === Char.CloseBracket ? asked : NO_NUMBER;
}
