/** What epoll_wait reports: `epoll_wait(3, [{events=EPOLLOUT|EPOLLHUP, data={u64=1}}], 64, -1)`. */
import { byteAt, findLiteral, startsWith, startsWithShort } from "../../bytes";
import { call, Part } from "../../call/current-call";
import { Char, isDigit } from "../../char";
import { only } from "../../memory";
import { decimal, endOfDigits } from "../decimal";
import { integer, isNumber, NO_NUMBER } from "../integer";
import { firstItem, member, nextItem } from "../items";
import { argument } from "../list";
import { integerOf } from "../value";
import { keyOf } from "./epoll-change";
import { readyOfNames } from "./names";
import { afterSet, plainEvent } from "./plain-event";
import { epollReady } from "./ready";

@unmanaged
class EpollEvents {
  set: f64;
  /** Of the event at hand: the key, empty if strace does not show it, and a sum of `Ready`. */
  keyStart: usize;
  keyEnd: usize;
  ready: i32;
  /** Where the next event begins; 0: there is none. */
  private at: usize;
  private isPlain: bool;
  /** True while `plainEvent` holds the next event: the only one, which was read to see that the call is printed plainly. */
  private isAlone: bool;

  /** Begins with the events of the current call. False: the set is unknown. */
  begin(): bool {
    const array = plainArray(call.argumentsStart, call.argumentsEnd);
    this.isPlain = array !== 0;
    if (this.isPlain) {
      this.set = decimal(call.argumentsStart, endOfDigits(call.argumentsStart, call.argumentsEnd));
      this.isAlone = plainCount === 1;
      this.at = plainCount === 0 ? 0 : array + 1;
      return true;
    }
    this.set = integerOf(argument(0));
    this.at = firstItem(argument(1));
    return isNumber(this.set);
  }

  /** Reads the next event. False: there is none. */
  next(): bool {
    if (this.at === 0) return false;
    if (this.isPlain) this.nextPlain();
    else this.nextValue();
    return true;
  }

  private nextPlain(): void {
    const after: usize = this.isAlone ? 0 : plainEvent.read(this.at, call.argumentsEnd);
    this.ready = readyOfNames(plainEvent.namesStart, plainEvent.namesEnd);
    this.keyStart = plainEvent.keyStart;
    this.keyEnd = plainEvent.keyEnd;
    this.at = this.isAlone || byteAt(afterComma(after)) === Char.CloseBracket ? 0 : afterComma(after);
  }

  private nextValue(): void {
    const event = this.at;
    this.ready = epollReady(member(event, "events"));
    this.keyStart = keyOf(event);
    this.keyEnd = this.keyStart === 0 ? 0 : integer.end;
    this.at = nextItem(event);
  }
}

export const epollEvents: EpollEvents = only<EpollEvents>();

/** How many events the array has that was looked at last. */
let plainCount: i32 = 0;

/**
 * Fast path: where the array of events begins in a call as strace usually prints it; 0: it does not. They need no reading of values
 * then. A test holds both ways to the same.
 */
function plainArray(start: usize, end: usize): usize {
  const array = afterSet(start, end);
  if (array === 0 || array === end || byteAt(array) !== Char.OpenBracket) return 0;
  plainCount = 0;
  let p = array + 1;
  while (byteAt(p) === Char.OpenBrace) {
    const after = plainEvent.read(p, end);
    if (after === 0) return 0;
    plainCount++;
    p = afterComma(after);
  }
  // of a second half alone, the core reads only events before a timeout in milliseconds
  if (!startsWithShort(p, end, "], ") || (plainCount === 0 && call.part === Part.Resumed)) return 0;
  const most = p + "], ".length;
  const mostEnd = endOfDigits(most, end);
  if (mostEnd === most || !startsWithShort(mostEnd, end, ", ")) return 0;
  return isTimeout(mostEnd + ", ".length, end) ? array : 0;
}

/** True for milliseconds, `-1` too, and for `{tv_sec=0, tv_nsec=100000000}` of epoll_pwait2. */
function isTimeout(p: usize, end: usize): bool {
  if (startsWithShort(p, end, SECONDS)) {
    if (call.part === Part.Resumed) return false;
    const seconds = p + SECONDS.length;
    const secondsEnd = endOfDigits(seconds, end);
    return secondsEnd > seconds && startsWith(secondsEnd, end, NANOSECONDS);
  }
  const digits = p < end && byteAt(p) === Char.Minus ? p + 1 : p;
  return digits < end && isDigit(byteAt(digits));
}

const SECONDS = "{tv_sec=";
const NANOSECONDS = ", tv_nsec=";

/** After the comma and the blank at p, if they stand there. */
function afterComma(p: usize): usize {
  return byteAt(p) === Char.Comma && byteAt(p + 1) === Char.Space ? p + 2 : p;
}

const POLL = "EPOLL";
const NUMBER = "events=0x";

/** True if the current call may report more than that there is something to read: an error, a hang-up, room, a number (`-X raw`). */
export function reportsMore(): bool {
  const end = call.argumentsEnd;
  for (let p = findLiteral(call.argumentsStart, end, POLL); p !== 0; p = findLiteral(p + 1, end, POLL)) {
    const event = p + POLL.length;
    const isMore = startsWith(event, end, "ERR") || startsWith(event, end, "HUP") || startsWith(event, end, "RDHUP");
    if (isMore || startsWith(event, end, "OUT")) return true;
  }
  return findLiteral(call.argumentsStart, end, NUMBER) !== 0;
}

/** The set of the current call, by the digits alone that it begins with, as JavaScript's `parseInt` reads them; NO_NUMBER: none. */
export function setOfText(): f64 {
  const end = call.argumentsEnd;
  let p = call.argumentsStart;
  while (p < end && isBlank(byteAt(p))) p++;
  const isNegative = p < end && byteAt(p) === Char.Minus;
  if (isNegative || (p < end && byteAt(p) === Char.Plus)) p++;
  const after = endOfDigits(p, end);
  if (after === p) return NO_NUMBER;
  return isNegative ? -decimal(p, after) : decimal(p, after);
}

function isBlank(char: i32): bool {
  return char === Char.Space || (char >= Char.Tab && char <= Char.Return) || char === NO_BREAK_SPACE;
}

const NO_BREAK_SPACE: i32 = 0xa0;
