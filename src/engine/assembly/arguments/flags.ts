/** Flags: `MSG_PEEK|MSG_DONTWAIT`, `0x1|0x80000`, a name or a number alone. */
import { byteAt, isLiteral } from "../bytes";
import { Char } from "../char";
import { only } from "../memory";
import { closerOf, textEnd } from "./elements";
import { integer, isNumber, NO_NUMBER, readInteger } from "./integer";
import { afterArrow, afterOperator, endOfString } from "./plain";
import { afterAnnotations } from "./value";
import { ELLIPSIS, endOfWord, isEllipsis } from "./word";

/** What a value says as flags, and whether a name that is looked for is among them. */
@unmanaged
class Flags {
  /** The number, if numbers are all that it holds; NO_NUMBER otherwise. */
  number: f64;
  /** The first of the names; an end of 0: there is none. */
  nameStart: usize;
  nameEnd: usize;
  /** The name that is looked for is among them, or the first of them. */
  isThere: bool;
  isFirst: bool;

  get isNumber(): bool {
    return isNumber(this.number);
  }

  /** Reads any value, and looks for a name in it. */
  read(value: usize, name: string): void {
    this.forget();
    if (value === 0 || !mayBeFlags(byteAt(value))) return;
    const isOperated = byteAt(value) === Char.Ampersand; // it makes no number: `&sin6_addr`
    let areNumbers = !isOperated;
    let sum: f64 = 0;
    let p = isOperated ? value + 1 : value;
    for (let count = 0, next = p; next !== 0; count++) {
      if (readInteger(next)) {
        sum = count === 0 ? integer.value : <f64>(toInteger(sum) | toInteger(integer.value));
        p = afterAnnotations(integer.end);
      } else {
        areNumbers = false;
        p = this.readName(next, name);
      }
      next = afterOperator(p);
    }
    if (afterArrow(p) !== 0) this.forget();
    else if (areNumbers) this.number = sum;
  }

  /** Reads the name at p, or the call, which counts for nothing. Returns where it ends. */
  private readName(p: usize, name: string): usize {
    const isAbstract = byteAt(p) === Char.At; // `@"name"`
    const end = isAbstract ? p + 1 : isEllipsis(p) ? p + ELLIPSIS.length : endOfWord(p);
    if (byteAt(end) === Char.OpenParen) return afterAnnotations(closerOf(end) + 1);
    const isWanted = isLiteral(p, end, name);
    this.isThere = this.isThere || isWanted;
    if (this.nameEnd === 0) {
      this.isFirst = isWanted;
      this.nameStart = p;
      this.nameEnd = end;
    }
    return afterAnnotations(isAbstract ? endOfString(end, textEnd()) : end);
  }

  private forget(): void {
    this.number = NO_NUMBER;
    this.nameStart = 0;
    this.nameEnd = 0;
    this.isThere = false;
    this.isFirst = false;
  }
}

/** The flags that were read last. */
export const flags: Flags = only<Flags>();

/** A string, an array and a struct hold no flags. */
function mayBeFlags(char: i32): bool {
  return char !== Char.Quote && char !== Char.OpenBracket && char !== Char.OpenBrace && char !== Char.Tilde;
}

const WORD: f64 = 4294967296;

/** The lower 32 bits of a number, as JavaScript's operators on bits see it. */
export function toInteger(number: f64): i32 {
  return <i32>(<i64>(number - WORD * floor<f64>(number / WORD)));
}
