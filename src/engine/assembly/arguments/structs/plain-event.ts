/** An epoll event as strace usually prints it: `{events=EPOLLIN|EPOLLHUP, data={u32=1, u64=1}}`. */
import { byteAt, startsWith } from "../../bytes";
import { Char, isWordChar } from "../../char";
import { only } from "../../memory";
import { endOfDigits } from "../decimal";
import { endOfNames } from "./names";

/** As an argument: a comma stands before it. */
export const EVENTS = ", {events=";
const EVENT = "{events=";
const DATA = ", data={u32=";
const U64 = ", u64=";
const END = "}}";

@unmanaged
class PlainEvent {
  namesStart: usize;
  namesEnd: usize;
  keyStart: usize;
  keyEnd: usize;

  /** Reads the event at p. Returns where it ends; 0: it is not printed so. */
  read(p: usize, end: usize): usize {
    if (!startsWith(p, end, EVENT)) return 0;
    this.namesStart = p + EVENT.length;
    this.namesEnd = endOfNames(this.namesStart, end);
    if (this.namesEnd === this.namesStart || !startsWith(this.namesEnd, end, DATA)) return 0;
    const narrow = this.namesEnd + DATA.length;
    const narrowEnd = endOfDigits(narrow, end);
    if (narrowEnd === narrow || !startsWith(narrowEnd, end, U64)) return 0;
    this.keyStart = narrowEnd + U64.length;
    this.keyEnd = endOfDigits(this.keyStart, end);
    return this.keyEnd === this.keyStart || !startsWith(this.keyEnd, end, END) ? 0 : this.keyEnd + END.length;
  }
}

/** What `-y` prints after an epoll set. */
const USUAL = "<anon_inode:[eventpoll]>, ";

export const plainEvent: PlainEvent = only<PlainEvent>();

/** After an epoll set and its simple decoration, `3<anon_inode:[eventpoll]>`, and the comma; 0: other text stands there. */
export function afterSet(p: usize, end: usize): usize {
  let at = endOfDigits(p, end);
  if (at === p) return 0;
  if (startsWith(at, end, USUAL)) return at + USUAL.length;
  if (at < end && byteAt(at) === Char.Less) {
    at++;
    while (at < end && isInSimple(byteAt(at))) at++;
    if (at === end || byteAt(at) !== Char.Greater) return 0;
    at++;
  }
  return startsWith(at, end, ", ") ? at + 2 : 0;
}

function isInSimple(char: i32): bool {
  return isWordChar(char) || char === Char.Colon || char === Char.OpenBracket || char === Char.CloseBracket;
}
