import { latin1 } from "../../bytes.js";
import type { Column, FoundColumn } from "./column.js";
import { lookAt } from "./look.js";

/** More characters than a number of a line and what separates it from the line. */
const WIDEST = 48;
/**
 * A number that strace never prints so: `12:` and `12-` of `grep -n`, `12<TAB>` of `cat -n`, `12 | `, `12. `, `12) `. The
 * hour of a time, `10:00:01 `, is none. The three chars are U+2502 in UTF-8, which bat prints.
 */
const MARKED = /^[ \t]*\d{1,9}(?:[:-](?!\d\d:\d\d(?:[ .]|$))|\t| *(?:\||\xe2\x94\x82) ?|[.)](?: |$))/;
/** A number and blanks: an editor's, or the pid column of `-f -o`, or `-r` in seconds. */
const BARE = /^([ \t]*)(\d{1,7})([ \t]+|$)/;

/** A line number with a mark after it. */
export function markedNumberIn(bytes: Uint8Array, start: number, end: number): FoundColumn | null {
  const { at } = markedAt(bytes, start, end);
  return at === start ? null : { column: new MarkedNumbers(), at };
}

/** The column of numbers with a mark. A gap shows that lines were left out; a number that falls begins another file. */
class MarkedNumbers implements Column {
  readonly name = "line numbers";
  isAfterGap = false;
  #last: number | null = null;

  after(bytes: Uint8Array, start: number, end: number): number {
    const { value, at } = markedAt(bytes, start, end);
    this.isAfterGap = value !== null && this.#last !== null && value > this.#last + 1;
    this.#last = value ?? this.#last;
    return at;
  }
}

function markedAt(bytes: Uint8Array, start: number, end: number): { value: number | null; at: number } {
  const [whole = ""] = MARKED.exec(latin1(bytes, start, Math.min(end, start + WIDEST))) ?? [];
  return { value: whole === "" ? null : Number.parseInt(whole, 10), at: start + whole.length };
}

/** A number and blanks in front of a line. */
export interface BareNumber {
  readonly value: number;
  /** Where the line proper begins. */
  readonly at: number;
}

/** The number in front of a line; null for a line without one. */
export function bareNumberIn(bytes: Uint8Array, start: number, end: number): BareNumber | null {
  const [whole, , digits, blanks] = BARE.exec(latin1(bytes, start, Math.min(end, start + WIDEST))) ?? [];
  if (whole === undefined || blanks === undefined) return null;
  let at = start + whole.length;
  const isBelowCall = blanks.length > 1 && ">|*=".includes(String.fromCharCode(bytes[at] ?? 0));
  if (isBelowCall) at--; // the blank before a dump or a stack frame is its own
  return { value: Number(digits), at };
}

/**
 * The column of bare numbers. A number that does not rise is the line's own, unless a line of strace's follows it. A gap
 * shows that lines were left out.
 */
export function bareNumbers(): Column {
  return new BareNumbers();
}

class BareNumbers implements Column {
  readonly name = "line numbers";
  isAfterGap = false;
  #last = -1;

  after(bytes: Uint8Array, start: number, end: number): number {
    const number = bareNumberIn(bytes, start, end);
    this.isAfterGap = false;
    if (!number || (number.value <= this.#last && lookAt(bytes, number.at, end) === "none")) return start;
    const isNear = number.value === this.#last + 1 || lookAt(bytes, number.at, end) !== "none"; // else the program's own
    if (!isNear) return number.at;
    this.isAfterGap = this.#last >= 0 && number.value > this.#last + 1;
    this.#last = number.value;
    return number.at;
  }
}
