/**
 * What a call returned: ` = 219264`, ` = 7<TCP:[...]> <0.000012>`, ` = -1 EAGAIN (Resource temporarily unavailable)`, ` = ?`,
 * ` = 0x802 (flags O_RDWR|O_NONBLOCK)`. core/strace/line/result/parse-result.ts reads these and all others.
 */
import { endOfArguments, OPEN, UNSURE } from "../arguments/arguments";
import { endOfDecoration } from "../arguments/decoration";
import { byteAt, find, startsWithShort } from "../bytes";
import { Char, isCapital, isDigit } from "../char";
import { LineRecord } from "../record";
import { readDuration } from "./duration";
import { learnResult, readResultLikeBefore } from "./like-before";
import { readValue } from "./value";

/** Reads p..end, the text after a call's `)`, into the record. False: ask. */
export function readResult(record: LineRecord, p: usize, end: usize): bool {
  record.decorationStart = 0;
  record.errorStart = 0;
  record.remarkStart = 0;
  record.duration = -1;
  if (readResultLikeBefore(record, p, end)) return true;
  if (!readParts(record, p, end)) return false;
  learnResult(record, p, end);
  return true;
}

/** The value, and what follows it. */
function readParts(record: LineRecord, p: usize, end: usize): bool {
  while (p < end && byteAt(p) === Char.Space) p++;
  if (end - p < 3 || byteAt(p) !== Char.Equals || byteAt(p + 1) !== Char.Space) return false;
  record.valueStart = p + 2;
  p = readValue(record, record.valueStart, end);
  record.valueEnd = p;
  if (p !== 0 && p < end && byteAt(p) === Char.Less) p = readDecoration(record, p, end);
  if (p !== 0 && isAt(p, end, Char.E)) p = readError(record, p + 1, end);
  if (p !== 0 && isAt(p, end, Char.OpenParen)) p = readRemark(record, p + 2, end);
  if (p === 0) return false;
  return p === end || readDuration(record, p, end);
}

/** True if a blank stands at p, and `char` after it. */
function isAt(p: usize, end: usize, char: i32): bool {
  return p + 1 < end && byteAt(p) === Char.Space && byteAt(p + 1) === char;
}

function readDecoration(record: LineRecord, p: usize, end: usize): usize {
  const decorationEnd = endOfDecoration(p, end);
  if (decorationEnd === 0) return 0;
  record.decorationStart = p + 1;
  record.decorationEnd = decorationEnd - 1;
  return decorationEnd;
}

/** `EAGAIN (Resource temporarily unavailable)`: an explanation must follow, without brackets in it. */
function readError(record: LineRecord, p: usize, end: usize): usize {
  let nameEnd = p;
  while (nameEnd < end && isInErrorName(byteAt(nameEnd))) nameEnd++;
  if (nameEnd - p < 2 || !isAt(nameEnd, end, Char.OpenParen)) return 0;
  const close = find(nameEnd + 2, end, Char.CloseParen);
  if (close === 0 || find(nameEnd + 2, close, Char.OpenParen) !== 0) return 0;
  record.errorStart = p;
  record.errorEnd = nameEnd;
  return close + 1;
}

function isInErrorName(char: i32): bool {
  return isCapital(char) || isDigit(char) || char === Char.Underscore;
}

/** `(Timeout)`, `([{fd=5, revents=POLLIN}])`; not `(errno 38)`, which is an error. */
function readRemark(record: LineRecord, p: usize, end: usize): usize {
  const close = endOfArguments(p, end);
  if (close === UNSURE || close === OPEN || startsWithShort(p, end, "errno ")) return 0;
  record.remarkStart = p;
  record.remarkEnd = close;
  return close + 1;
}
