/** The one buffer of `write(fd, "...", n)`, `sendto(fd, "...", n, flags, ...)`, `read` or `recvfrom`. */
import { sumOfDigits } from "../arguments/decimal";
import { isNumber, NO_NUMBER } from "../arguments/integer";
import { argument } from "../arguments/list";
import { endOfQuoted } from "../arguments/quoted";
import { byteCountOf } from "../arguments/value";
import { isEllipsis } from "../arguments/word";
import { byteAt, startsWith } from "../bytes";
import { call } from "../call/current-call";
import { Char } from "../char";
import { Pieces } from "./pieces";
import { afterFd, afterString, endOfCount, isPlainCall } from "./plain-text";
import { seen } from "./seen";

/** Where the plain text of the call that was read last goes on after the count; 0: it is not plain. */
let afterCount: usize = 0;

/** Adds the buffer, as far as it is shown. Returns the bytes that the program asked for. */
export function readBuffer(pieces: Pieces): f64 {
  afterCount = 0;
  const plain = isPlainCall() ? readPlain(pieces) : NO_NUMBER;
  if (isNumber(plain)) return plain;
  const asked = byteCountOf(argument(2));
  seen.read(argument(1), 0);
  if (isNumber(asked)) {
    seen.addTo(pieces, asked, seen.isCut);
    return asked;
  }
  const isAddress = seen.isEmpty && seen.isCut; // recvfrom(5, 0x7f..., ...)
  const moved = call.hasValue ? call.value : 0; // a person left the count out: sendto(5, "HTTP/1.1 200 OK...", ...) = 4000
  if (!isAddress && moved > 0) seen.addTo(pieces, moved, false);
  return NO_NUMBER;
}

/** `7<TCP:[...]>, "GET ..."..., 8192` and whatever follows: nearly all buffers stand so, and their arguments need not be read. */
function readPlain(pieces: Pieces): f64 {
  const end = call.argumentsEnd;
  const quote = afterFd(call.argumentsStart, end);
  if (quote === 0 || quote >= end || byteAt(quote) !== Char.Quote) return NO_NUMBER;
  const stringEnd = endOfQuoted(quote, end);
  const count: usize = stringEnd === 0 ? 0 : afterString(stringEnd, end);
  const countEnd: usize = count === 0 ? 0 : endOfCount(count, end);
  if (countEnd === 0) return NO_NUMBER;
  const length = sumOfDigits(count, countEnd);
  afterCount = countEnd;
  const piece = pieces.add();
  piece.set(quote + 1, stringEnd - 1, true, length, isEllipsis(stringEnd));
  piece.hasStart = true;
  return length;
}

/** True if what follows the count surely holds neither MSG_PEEK nor MSG_ERRQUEUE. To be asked after `readBuffer`. */
export function hasPlainFlags(): bool {
  const p = afterCount;
  const end = call.argumentsEnd;
  if (p === 0) return false;
  return (
    p === end ||
    hasArgument(p, end, "0") ||
    hasArgument(p, end, "MSG_DONTWAIT") ||
    hasArgument(p, end, "MSG_NOSIGNAL") ||
    hasArgument(p, end, "MSG_WAITALL") ||
    hasArgument(p, end, "MSG_TRUNC")
  );
}

/** True if the next argument is this text. */
function hasArgument(comma: usize, end: usize, text: string): bool {
  const p = comma + 2;
  const after = p + text.length;
  return startsWith(p, end, text) && (after === end || byteAt(after) === Char.Comma);
}
