/** The fd that a text begins with (core/strace/call/syscall.ts, `fdAt`), and the decoration after it. */

import { byteAt } from "../bytes";
import { call, Part } from "../call/current-call";
import { Span } from "../call/span";
import { Char, isSmall } from "../char";
import { create } from "../heap/allocate";
import { decimal, endOfDigits, sumOfDigits } from "./decimal";
import { endOfDecoration } from "./decoration";
import { NO_NUMBER } from "./integer";

/** The first argument of the current call as a number, or NO_NUMBER. `-N` prints `fd=7`. */
export function firstFd(): f64 {
  return call.part === Part.Resumed ? NO_NUMBER : fdAt(call.argumentsStart, call.argumentsEnd);
}

/** The number that p..end begins with, or NO_NUMBER. */
export function fdAt(p: usize, end: usize): f64 {
  const digitsEnd = endOfDigits(p, end);
  if (digitsEnd > p) return sumOfDigits(p, digitsEnd);
  p = afterFdName(p, end);
  const isNegative = p < end && byteAt(p) === Char.Minus;
  if (isNegative) p++;
  const after = endOfDigits(p, end);
  if (after === p) return NO_NUMBER;
  return isNegative ? -decimal(p, after) : decimal(p, after);
}

/** The decoration that was read last, without its angle brackets. */
export const decoration: Span = create<Span>();

/** Reads the decoration after the fd that p..end begins with. False: there is none. */
export function readDecorationAfter(p: usize, end: usize): bool {
  decoration.clear();
  p = afterFdName(p, end);
  if (p < end && byteAt(p) === Char.Minus) p++;
  const angle = endOfDigits(p, end);
  if (angle === p || angle >= end || byteAt(angle) !== Char.Less) return false;
  const after = endOfDecoration(angle, end);
  if (after !== 0) decoration.set(angle + 1, after - 1);
  return after !== 0;
}

/** After `fd=`; p if no such name stands there. */
function afterFdName(p: usize, end: usize): usize {
  let at = p;
  while (at < end && (isSmall(byteAt(at)) || byteAt(at) === Char.Underscore)) at++;
  return at > p && at < end && byteAt(at) === Char.Equals ? at + 1 : p;
}
