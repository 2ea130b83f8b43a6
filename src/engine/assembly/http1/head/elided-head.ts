/** Heads of which a person left something out (core/protocols/http1/head/elided-head.ts). What is left of them, the host finds out. */
import { byteAt } from "../../bytes";
import { Room } from "../../call/room";
import { Char, isWordChar } from "../../char";
import { create } from "../../heap/allocate";
import { askShownOfElided } from "../../host";
import { only } from "../../memory";
import { isWordAt } from "../text-classes";

const room: Room = create<Room>();

/** For the host: where so many bytes have room. */
export function roomForElided(bytes: i32): usize {
  return room.of(bytes);
}

@unmanaged
class ElidedLines {
  start: usize;
  end: usize;

  /**
   * Asks for the lines that a person left of a head, without the marks of what was left out. False: nothing was.
   *
   * @param isShort the text is shorter than what strace shows of as many bytes, so that a person surely cut it
   */
  ask(p: usize, end: usize, isShort: bool): bool {
    const length = askShownOfElided(p, end, isShort);
    this.start = room.of(0);
    this.end = this.start + length;
    return length >= 0;
  }
}

/** The lines that were asked for last. */
export const elidedLines: ElidedLines = only<ElidedLines>();

/** The bit in which small letters differ from capitals. */
const CASE: i32 = 0x20;
/** The first byte of the one sign for dots, in UTF-8, with the bit of case. */
const DOTS: i32 = 0xe2;

/** False for a text without a mark of an elision. Most heads are done with here. */
export function perhapsElided(p: usize, end: usize): bool {
  let isInWord: bool = false;
  for (let at = p; at < end; at++) {
    const char = byteAt(at);
    if (char === Char.Dot || (char | CASE) === DOTS) {
      if (isDots(at, end)) return true;
    } else if (!isInWord && isMarkingWord(at, end)) return true;
    isInWord = isWordChar(char);
  }
  return false;
}

function isDots(p: usize, end: usize): bool {
  if (p + 3 > end) return false;
  if (byteAt(p) === Char.Dot) return byteAt(p + 1) === Char.Dot && byteAt(p + 2) === Char.Dot;
  return byteAt(p + 1) === 0x80 && byteAt(p + 2) === 0xa6;
}

/** True if a word at p begins as one that people put in the place of what they left out. */
function isMarkingWord(p: usize, end: usize): bool {
  switch (byteAt(p) | CASE) {
    case Char.s:
      return isWordAt(p, end, "snip") || isWordAt(p, end, "skipped") || isWordAt(p, end, "stripped");
    case Char.c:
      return isWordAt(p, end, "cut");
    case Char.e:
      return isWordAt(p, end, "elided");
    case Char.o:
      return isWordAt(p, end, "omitted");
    case Char.r:
      return isWordAt(p, end, "removed");
    case Char.t:
      return isWordAt(p, end, "truncated");
    default:
      return false;
  }
}
