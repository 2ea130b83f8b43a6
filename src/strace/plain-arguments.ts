import { endOfDecorationIn } from "./decoration.js";

/**
 * The two shapes that nearly all bytes of a capture stand in, read without the grammar: it would make a token of every
 * word, and of these calls only counts matter. Anything else about the text makes the answer null, and the grammar is
 * asked instead; both give the same (test/strace/plain-arguments.test.ts).
 */

/** A string as it is printed: without its quotes, its escapes still in it. */
export interface PlainBuffer {
  readonly quoted: string;
  /** Bytes that the call was to move. */
  readonly length: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LESS = 0x3c;

/** `7<TCP:[...]>, "GET ..."..., 8192` and whatever follows: the buffer, and the text behind its count. */
export function plainBuffer(text: string): (PlainBuffer & { readonly rest: string }) | null {
  const from = endOfFd(text);
  if (from < 0 || text.charCodeAt(from) !== QUOTE) return null;
  const quote = endOfString(text, from);
  if (quote < 0) return null;
  const count = integerAt(text, behindString(text, quote));
  return count && { quoted: text.slice(from + 1, quote), length: count.value, rest: text.slice(count.end) };
}

/** `7<TCP:[...]>, [{iov_base="...", iov_len=41}, ...], 2`: the buffers of the whole list; null also where it is cut. */
export function plainVector(text: string): PlainBuffer[] | null {
  let at = endOfFd(text);
  if (at < 0 || !text.startsWith("[{", at)) return null;
  const found: PlainBuffer[] = [];
  at++;
  while (text.startsWith('{iov_base="', at)) {
    const from = at + 10;
    const quote = endOfString(text, from);
    const lengthAt = quote < 0 ? -1 : behindString(text, quote);
    const length = lengthAt > 0 && text.startsWith("iov_len=", lengthAt) ? integerAt(text, lengthAt + 8) : null;
    if (!length || text.charCodeAt(length.end) !== 0x7d) return null;
    found.push({ quoted: text.slice(from + 1, quote), length: length.value });
    at = length.end + 1;
    if (text.startsWith(", ", at)) at += 2;
    else break;
  }
  return text.charCodeAt(at) === 0x5d ? found : null;
}

/** The index of the second argument, or -1 where the first is no plain fd. */
function endOfFd(text: string): number {
  let at = 0;
  while (isDigit(text.charCodeAt(at))) at++;
  if (at === 0) return -1;
  if (text.charCodeAt(at) === LESS) at = endOfDecorationIn(text, at);
  return at > 0 && text.startsWith(", ", at) ? at + 2 : -1;
}

/** The index of the closing quote of the string that opens at `start`, or -1. */
function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote > 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote;
}

/** True where an odd number of backslashes stands before the character. */
export function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 1;
}

/** The index behind `"` or `"...` and the comma, or -1. */
function behindString(text: string, quote: number): number {
  const at = text.startsWith("...", quote + 1) ? quote + 4 : quote + 1;
  return text.startsWith(", ", at) ? at + 2 : -1;
}

/** A decimal number that an argument or a member ends with. */
function integerAt(text: string, start: number): { readonly value: number; readonly end: number } | null {
  let at = start;
  let value = 0;
  for (; at >= 0 && isDigit(text.charCodeAt(at)); at++) value = value * 10 + text.charCodeAt(at) - 0x30;
  const isAlone = at === text.length || text.startsWith(", ", at) || text.charCodeAt(at) === 0x7d;
  const isOctal = at - start > 1 && text.charCodeAt(start) === 0x30;
  return start < 0 || at === start || !isAlone || isOctal ? null : { value, end: at };
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
