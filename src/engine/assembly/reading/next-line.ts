/** What the next line may have to do with the one before it, as far as its bytes are there. */
import { byteAt } from "../bytes";
import { Char, isDigit } from "../char";
import { digitsAt } from "../digits";

/** In place of a byte that is not there yet. */
const NOTHING: i32 = -1;

let limit: usize = 0;

/** The bytes of the capture end here for now. */
export function bytesEndAt(end: usize): void {
  limit = end;
}

function at(p: usize): i32 {
  return p < limit ? byteAt(p) : NOTHING;
}

/** True if the line after the one that ends at p may be a dump, or is not there yet (core/strace/line/line-bytes.ts). */
export function mayHaveDump(p: usize): bool {
  const next = at(p) === Char.Return ? at(p + 2) : at(p + 1);
  return next === NOTHING || next === Char.Space;
}

/** More than are looked at of the next line's columns. */
const COLUMNS: usize = 10;

/** Fast path: true for `123 1` and `10:00`, with which nearly all lines begin. No rest of a result does. */
function beginsWithColumns(p: usize): bool {
  if (p + COLUMNS > limit) return false;
  const digits = digitsAt(p);
  const next = byteAt(p + digits);
  return digits > 0 && digits < 8 && (next === Char.Colon || (next === Char.Space && isDigit(byteAt(p + digits + 1))));
}

/**
 * True if the line after the one that ends at p looks as if a wrapped line had left the rest of its result there
 * (core/strace/line/result/rest-of-result.ts).
 */
export function mayBeRestOfResult(p: usize): bool {
  p++;
  while (at(p - 1) === Char.Return) p++;
  if (beginsWithColumns(p)) return false;
  if (at(p) === Char.E || (at(p) === Char.Space && at(p + 1) === Char.E)) return true;
  if (!isDigit(at(p))) return false;
  while (isDigit(at(p))) p++;
  if (at(p) === Char.Less) return true;
  while (at(p) === Char.Space) p++;
  const next = at(p);
  if (next === NOTHING || next === Char.Newline || next === Char.Return || next === Char.OpenParen) return true;
  return next === Char.Less && isDigit(at(p + 1));
}
