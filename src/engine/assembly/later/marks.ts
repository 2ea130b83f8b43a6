/**
 * The last marks of each kind that the sockets of one table, or of a part of it, have in common (core/sockets/later/marks.ts). A
 * line that is about all sockets of a process costs no more than another: a socket learns of it when something happens to it.
 */
import { create, destroy } from "../heap/allocate";
import { keep, letGo } from "../heap/counted";
import { createList, destroyList, List } from "../heap/list";
import { Mark, MarkKind } from "./mark";

/** Of a kind, so many of the last marks are kept. */
const KEPT: i32 = 2;
const KEPT_RELEASES: i32 = 16;

/** The marks of one kind, the newest last. */
@unmanaged
export class MarksOfKind {
  kind: i32;
  list: List<Mark>;
  next: MarksOfKind | null;

  get most(): i32 {
    return this.kind === MarkKind.Released ? KEPT_RELEASES : KEPT;
  }
}

@unmanaged
export class Marks {
  /** The number of the newest. */
  newest: i32;
  /** The kinds, in the order in which they came. */
  first: MarksOfKind | null;

  add(mark: Mark): void {
    this.newest = mark.number;
  }

  /** Adds the marks of others: all that was marked there was marked here as well. */
  learn(other: Marks): void {
    this.newest = max(this.newest, other.newest);
  }
}

export function createMarks(): Marks {
  return create<Marks>();
}

export function destroyMarks(marks: Marks): void {
  destroy<Marks>(marks);
}
