/**
 * What poll reported after its result: `poll([{fd=5, events=POLLIN}], 1, 0) = 1 ([{fd=5, revents=POLLIN}])`.
 */
import { byteAt, find, findLiteral, startsWith } from "../../bytes";
import { call } from "../../call/current-call";
import { Char } from "../../char";
import { keyOfFd, OrderedMap } from "../../heap/ordered-map";
import { only } from "../../memory";
import { decimal, endOfDigits } from "../decimal";
import { isNumber } from "../integer";
import { firstItem, member, nextItem } from "../items";
import { valueOfRemark } from "../list";
import { argumentsHold } from "../text";
import { integerOf } from "../value";
import { holdsName, isInNames } from "./names";
import { pollReady } from "./ready";

const WRITABLE = "POLLOUT";
const REPORTED = "revents=";

@unmanaged
class PollAnswers {
  /** Of the answer at hand: the fd, and a sum of `Ready`. */
  fd: f64;
  ready: i32;
  /** True if the program asked whether this fd takes bytes. */
  asksWritable: bool;
  /** The next answer; 0: there is none. */
  private at: usize;

  /** Begins with the answers of the current call. False: none of them matters. */
  begin(): bool {
    const asks = argumentsHold(WRITABLE);
    this.at = 0;
    for (let index = 0; index < call.remarkCount; index++) {
      const remark = call.remark(index);
      if (!matters(remark.start, remark.end, asks)) continue;
      this.at = firstItem(valueOfRemark(remark.start, endOfAnswers(remark.start, remark.end)));
      break;
    }
    asked.free();
    if (asks && this.at !== 0) noteAsked(call.argumentsStart, call.argumentsEnd);
    return this.at !== 0;
  }

  /** Reads the next answer that names an fd. False: there is none. */
  next(): bool {
    while (this.at !== 0) {
      const answer = this.at;
      this.at = nextItem(answer);
      this.fd = integerOf(member(answer, "fd"));
      if (!isNumber(this.fd)) continue;
      this.ready = pollReady(member(answer, "revents"));
      this.asksWritable = asked.has(keyOfFd(this.fd));
      return true;
    }
    return false;
  }
}

export const pollAnswers: PollAnswers = only<PollAnswers>();

/** The fds of which the program asked whether they take bytes. */
const asked: OrderedMap<bool> = only<OrderedMap<bool>>();

const TIME_LEFT = "], left {tv_sec=";
const NANOSECONDS = ", tv_nsec=";

/**
 * Where the answers end in a remark of ppoll: `[{fd=5, revents=POLLIN}], left {tv_sec=0, tv_nsec=0}`. What is left of the time has no
 * plain shape, and no handler asks about it.
 */
function endOfAnswers(start: usize, end: usize): usize {
  const close = findLiteral(start, end, TIME_LEFT);
  if (close === 0) return end;
  let p = endOfDigits(close + TIME_LEFT.length, end);
  if (!startsWith(p, end, NANOSECONDS)) return end;
  p = endOfDigits(p + NANOSECONDS.length, end);
  return p + 1 === end && byteAt(p) === Char.CloseBrace ? close + 1 : end;
}

/** True if a remark reports more than that there is something to read, or if the program asked about more. */
function matters(start: usize, end: usize, asks: bool): bool {
  const first = findLiteral(start, end, REPORTED);
  return first !== 0 && (asks || reportsMore(first, end));
}

/** True for an error, a hang-up, room, or a number (`-X raw`). */
function reportsMore(start: usize, end: usize): bool {
  for (let p = findLiteral(start, end, "POLL"); p !== 0; p = findLiteral(p + 1, end, "POLL")) {
    const event = p + "POLL".length;
    const isMore = startsWith(event, end, "ERR") || startsWith(event, end, "HUP") || startsWith(event, end, "RDHUP");
    if (isMore || startsWith(event, end, "OUT")) return true;
  }
  return findLiteral(start, end, "0x") !== 0;
}

const ASKED = "{fd=";
const EVENTS = ", events=";

/** Notes each fd for which `{fd=7, events=POLLIN|POLLOUT}` stands in the arguments. */
function noteAsked(start: usize, end: usize): void {
  let p = findLiteral(start, end, ASKED);
  while (p !== 0) {
    const next = findLiteral(p + 1, end, ASKED);
    noteOne(p + ASKED.length, next === 0 ? end : next);
    p = next;
  }
}

/** Notes the fd at p, of which what is asked ends at `end` at the latest. */
function noteOne(p: usize, end: usize): void {
  const numberEnd = endOfDigits(p, end);
  const close: usize = numberEnd === p ? 0 : find(numberEnd, end, Char.CloseBrace);
  const names: usize = close === 0 ? 0 : eventsOf(numberEnd, close);
  if (names !== 0 && holdsName(names, close, WRITABLE)) asked.set(keyOfFd(decimal(p, numberEnd)), true);
}

/** Where the names of the events begin that end at `close`; 0: other text than the decoration of the fd stands before them. */
function eventsOf(p: usize, close: usize): usize {
  let names = close;
  while (isInNames(byteAt(names - 1))) names--;
  const comma = names - EVENTS.length;
  if (names === close || comma < p || !startsWith(comma, close, EVENTS)) return 0;
  const isDecorated =
    byteAt(p) === Char.Less && byteAt(comma - 1) === Char.Greater && find(p, close, Char.OpenBrace) === 0;
  return comma === p || isDecorated ? names : 0;
}
