/** What a line says of many sockets at once. */
import { destroy } from "../heap/allocate";
import { Counted, createCounted, letGo, replace } from "../heap/counted";
import { only } from "../memory";
import { MarkingCall } from "./marking-call";

/** The kinds of marks that the engine makes; the host numbers its own from `Host` on. */
export enum MarkKind {
  /** The program gave work to its io_uring. */
  Ring,
  /** A call closed all fds that are marked. */
  Released,
  Host,
}

@unmanaged
export class Mark extends Counted {
  kind: i32;
  /** Marks are counted through: a later one has a higher number. */
  number: i32;
  /** Who made it: of marks of one kind that the same maker made one after the other, the last is kept. */
  by: i32;
  /** The call that made it; null for a mark of the host. */
  call: MarkingCall | null;
}

/** Counts what happens to many sockets at once. */
@unmanaged
class MarkCounter {
  /** The number of the last mark, and of the last one of the kind `Released`. */
  last: i32;
  lastRelease: i32;

  next(): i32 {
    return ++this.last;
  }
}

export const counter: MarkCounter = only<MarkCounter>();

/** A mark of the host: all of them have the same maker. */
export function markOfHost(kind: i32): Mark {
  return createMark(kind, counter.next());
}

/** The process of the call's thread gave work to its io_uring. */
export function markOfRing(call: MarkingCall): Mark {
  return createMark(MarkKind.Ring, counter.next(), call, call.pid);
}

/** The call closed all fds that are marked. */
export function markOfRelease(call: MarkingCall): Mark {
  const number = counter.next();
  counter.lastRelease = number;
  return createMark(MarkKind.Released, number, call, number);
}

/** What a line said of one socket alone: it is as old as the last mark. */
export function markOfOne(kind: i32): Mark {
  return createMark(kind, counter.last);
}

function createMark(kind: i32, number: i32, call: MarkingCall | null = null, by: i32 = 0): Mark {
  const mark = createCounted<Mark>(destroyMark);
  mark.kind = kind;
  mark.number = number;
  mark.call = replace<MarkingCall>(null, call);
  mark.by = by;
  return mark;
}

function destroyMark(address: usize): void {
  const mark = changetype<Mark>(address);
  letGo(mark.call);
  destroy<Mark>(mark);
}
