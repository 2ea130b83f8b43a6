/** What epoll_ctl changes: `epoll_ctl(3, EPOLL_CTL_ADD, 7, {events=EPOLLIN, data={u32=1, u64=1}})`. */
import { startsWith } from "../../bytes";
import { call } from "../../call/current-call";
import { only } from "../../memory";
import { Constant, isConstant } from "../constants";
import { decimal, endOfDigits } from "../decimal";
import { integer, isNumber } from "../integer";
import { member } from "../items";
import { argument } from "../list";
import { integerOf, isInteger } from "../value";
import { afterDecorated } from "./decorated";
import { holdsName } from "./names";
import { afterSet, EVENTS, plainEvent } from "./plain-event";

export enum EpollOperation {
  /** Nothing that changes the set. */
  None,
  Add,
  Remove,
}

const ADD = "EPOLL_CTL_ADD, ";
const MODIFY = "EPOLL_CTL_MOD, ";

@unmanaged
class EpollChange {
  operation: EpollOperation;
  /** The epoll set, and the fd that is watched. */
  set: f64;
  fd: f64;
  /** The u64 that epoll_wait will report, as strace prints it. */
  keyStart: usize;
  keyEnd: usize;
  /**
   * The set reports, each time, whether the fd takes bytes. Edge-triggered sets are left out: they are always asked about writing,
   * and to read each of their waits costs time.
   */
  asksWritable: bool;

  /** Reads the current call. False: it shows no change. */
  read(): bool {
    return this.readPlain(call.argumentsStart, call.argumentsEnd) || this.readArguments();
  }

  private readArguments(): bool {
    this.set = integerOf(argument(0));
    this.fd = integerOf(argument(2));
    if (!isNumber(this.set) || !isNumber(this.fd)) return false;
    this.asksWritable = false;
    this.operation = EpollOperation.Remove;
    if (isConstant(argument(1), Constant.EPOLL_CTL_DEL)) return true;
    const key = keyOf(argument(3));
    this.operation = key === 0 ? EpollOperation.None : EpollOperation.Add;
    this.keyStart = key;
    this.keyEnd = integer.end;
    return true;
  }

  /** Fast path: the call as strace usually prints it needs no reading of values. A test holds both ways to the same. */
  private readPlain(start: usize, end: usize): bool {
    const operation = afterSet(start, end);
    if (!startsWith(operation, end, ADD) && !startsWith(operation, end, MODIFY)) return false;
    const fd = operation + ADD.length;
    const fdEnd = endOfDigits(fd, end);
    const events: usize = fdEnd === fd ? 0 : afterDecorated(fdEnd, end, EVENTS);
    if (events === 0 || plainEvent.read(events - EVENTS.length + 2, end) !== end) return false;
    this.operation = EpollOperation.Add;
    this.set = decimal(start, endOfDigits(start, end));
    this.fd = decimal(fd, fdEnd);
    this.keyStart = plainEvent.keyStart;
    this.keyEnd = plainEvent.keyEnd;
    const isWritable = holdsName(plainEvent.namesStart, plainEvent.namesEnd, "EPOLLOUT");
    this.asksWritable = isWritable && !holdsName(plainEvent.namesStart, plainEvent.namesEnd, "EPOLLET");
    return true;
  }
}

export const epollChange: EpollChange = only<EpollChange>();

/**
 * The u64 of an epoll event as strace prints it, from here to `integer.end`; 0: it is not shown. It stays text, because a number of
 * JavaScript cannot hold every u64.
 */
export function keyOf(event: usize): usize {
  const wide = member(member(event, "data"), "u64");
  return isInteger(wide) ? wide : 0;
}
