/** What a line says of many sockets at once (core/sockets/later/marks.ts). */
import { destroy } from "../heap/allocate";
import { Counted, createCounted, keep, letGo } from "../heap/counted";
import { only } from "../memory";
import { MarkingCall } from "./marking-call";

/** The kinds of marks that the engine makes; those of the host have higher numbers. */
export enum MarkKind {
  /** The program gave work to its io_uring. */
  Ring,
  /** A call closed all fds that are marked. */
  Released,
  /** The first kind of the host. */
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
  /** The number of the last mark. */
  last: i32;

  next(): i32 {
    return ++this.last;
  }
}

export const counter: MarkCounter = only<MarkCounter>();

export function makeMark(kind: i32, call: MarkingCall | null = null, by: i32 = 0): Mark {
  const mark = createCounted<Mark>(destroyMark);
  mark.kind = kind;
  mark.number = counter.next();
  mark.call = call ? keep<MarkingCall>(call) : null;
  mark.by = by;
  return mark;
}

function destroyMark(address: usize): void {
  const mark = changetype<Mark>(address);
  letGo(mark.call);
  destroy<Mark>(mark);
}
