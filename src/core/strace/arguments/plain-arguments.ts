import { isDigit, LESS } from "../line/line-bytes.js";
import { endOfDecorationIn } from "./decoration.js";
import { isEscaped } from "./escapes.js";
import { QuotedBuffer } from "./quoted-buffer.js";

/**
 * Reads the two shapes of arguments that hold nearly all bytes of a capture, without the grammar. The grammar would make
 * a token of every word, and of these calls only counts matter. For any other text the answer is null, and the caller asks
 * the grammar. Both give the same (test/core/strace/plain-arguments.test.ts).
 */

/** The buffer of a call, and the index at which the arguments after its count begin. */
export interface PlainBuffer {
  readonly buffer: QuotedBuffer;
  readonly behind: number;
}

const QUOTE = 0x22;
const BRACE_CLOSE = 0x7d;
const BRACKET_CLOSE = 0x5d;

/** `7<TCP:[...]>, "GET ..."..., 8192` and whatever follows. */
export function plainBuffer(text: string): PlainBuffer | null {
  const from = endOfFd(text);
  if (from < 0 || from >= text.length || text.charCodeAt(from) !== QUOTE) return null;
  const quote = endOfString(text, from);
  if (quote < 0) return null;
  const count = behindString(text, quote);
  const behind = endOfInteger(text, count);
  if (behind < 0) return null;
  return {
    buffer: new QuotedBuffer(text.slice(from + 1, quote), integerAt(text, count, behind), isCutAt(text, quote)),
    behind,
  };
}

/** `7<TCP:[...]>, [{iov_base="...", iov_len=41}, ...], 2`: the buffers of the whole list. Null also for a list that strace cut short (`-s`). */
export function plainVector(text: string): QuotedBuffer[] | null {
  let at = endOfFd(text);
  if (at < 0 || !text.startsWith("[{", at)) return null;
  const found: QuotedBuffer[] = [];
  at++;
  while (text.startsWith('{iov_base="', at)) {
    const from = at + 10;
    const quote = endOfString(text, from);
    const lengthAt = quote < 0 ? -1 : behindString(text, quote);
    if (lengthAt < 0 || !text.startsWith("iov_len=", lengthAt)) return null;
    const end = endOfInteger(text, lengthAt + 8);
    if (end < 0 || end === text.length || text.charCodeAt(end) !== BRACE_CLOSE) return null;
    const length = integerAt(text, lengthAt + 8, end);
    found.push(new QuotedBuffer(text.slice(from + 1, quote), length, isCutAt(text, quote)));
    at = end + 1;
    if (text.startsWith(", ", at)) at += 2;
    else break;
  }
  return at < text.length && text.charCodeAt(at) === BRACKET_CLOSE ? found : null;
}

/** The index of the second argument, or -1 if the first is not a plain fd. */
function endOfFd(text: string): number {
  let at = 0;
  while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  if (at === 0 || at === text.length) return -1;
  if (text.charCodeAt(at) === LESS) at = endOfDecorationIn(text, at);
  return at > 0 && text.startsWith(", ", at) ? at + 2 : -1;
}

/** The index of the closing quote of the string that opens at `start`, or -1. */
function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote > 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote;
}

/** True if strace cut the string that ends with this quote. */
function isCutAt(text: string, quote: number): boolean {
  return text.startsWith("...", quote + 1);
}

/** The index after `"` or `"...` and the comma, or -1. */
function behindString(text: string, quote: number): number {
  const at = isCutAt(text, quote) ? quote + 4 : quote + 1;
  return text.startsWith(", ", at) ? at + 2 : -1;
}

/** The end of the decimal number at `start`, or -1. The argument or member must end with it. */
function endOfInteger(text: string, start: number): number {
  if (start < 0) return -1;
  let at = start;
  while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  const isOctal = at - start > 1 && text.charCodeAt(start) === 0x30;
  if (at === start || isOctal) return -1;
  return at === text.length || text.charCodeAt(at) === BRACE_CLOSE || text.startsWith(", ", at) ? at : -1;
}

function integerAt(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + text.charCodeAt(at) - 0x30;
  return value;
}
