/**
 * The last marks of each kind that the sockets of one table, or of a part of it, have in common. A
 * line that is about all sockets of a process costs no more than another: a socket learns of it when something happens to it.
 */
import { create, destroy } from "../heap/allocate";
import { keep, letGo } from "../heap/counted";
import { createList, destroyList, List } from "../heap/list";
import { Mark, MarkKind } from "./mark";

/** Of a kind, so many of the last marks are kept, of different makers. */
const KEPT: i32 = 2;
const KEPT_RELEASES: i32 = 16;

/** The marks of one kind, the newest last. */
@unmanaged
export class MarksOfKind {
  kind: i32;
  list: List<Mark>;

  /** A mark that is newer than all others. */
  add(mark: Mark): void {
    this.list.push(keep<Mark>(mark));
    this.trim();
  }

  /** Adds those of another list that are not here. */
  learn(other: List<Mark>): void {
    const own = this.list;
    const both = createList<Mark>();
    let i = 0;
    let j = 0;
    while (i < own.length || j < other.length) {
      const isOwn = j === other.length || (i < own.length && own.at(i).number <= other.at(j).number);
      if (isOwn && j < other.length && own.at(i) === other.at(j)) j++;
      both.push(isOwn ? own.at(i++) : keep<Mark>(other.at(j++)));
    }
    destroyList<Mark>(own);
    this.list = both;
    this.trim();
  }

  /** Of marks that one maker made one after the other the last stays, and of all that remain the newest. */
  private trim(): void {
    const list = this.list;
    const most = this.kind === MarkKind.Released ? KEPT_RELEASES : KEPT;
    for (let i = list.length - 2; i >= 0; i--) if (list.at(i).by === list.at(i + 1).by) this.forget(i);
    while (list.length > most) this.forget(0);
  }

  private forget(at: i32): void {
    letGo(this.list.at(at));
    this.list.remove(at);
  }
}

@unmanaged
export class Marks {
  /** The number of the newest. */
  newest: i32;
  /** In the order in which they came. */
  kinds: List<MarksOfKind>;

  add(mark: Mark): void {
    this.ofKind(mark.kind).add(mark);
    this.newest = max(this.newest, mark.number);
  }

  /** Adds the marks of others: all that was marked there was marked here as well. */
  learn(other: Marks): void {
    for (let i = 0; i < other.kinds.length; i++) {
      const kind = other.kinds.at(i);
      this.ofKind(kind.kind).learn(kind.list);
    }
    this.newest = max(this.newest, other.newest);
  }

  private ofKind(kind: i32): MarksOfKind {
    for (let i = 0; i < this.kinds.length; i++) if (this.kinds.at(i).kind === kind) return this.kinds.at(i);
    const fresh = create<MarksOfKind>();
    fresh.kind = kind;
    fresh.list = createList<Mark>();
    this.kinds.push(fresh);
    return fresh;
  }
}

/** No marks, which the caller has to destroy. */
export function createMarks(): Marks {
  const marks = create<Marks>();
  marks.kinds = createList<MarksOfKind>();
  return marks;
}

/** Gives them back; others may have the same marks. */
export function destroyMarks(marks: Marks): void {
  for (let i = 0; i < marks.kinds.length; i++) destroyKind(marks.kinds.at(i));
  destroyList<MarksOfKind>(marks.kinds);
  destroy<Marks>(marks);
}

function destroyKind(kind: MarksOfKind): void {
  for (let i = 0; i < kind.list.length; i++) letGo(kind.list.at(i));
  destroyList<Mark>(kind.list);
  destroy<MarksOfKind>(kind);
}
