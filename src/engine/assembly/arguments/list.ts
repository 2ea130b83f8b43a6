/**
 * The arguments of the current call, and each of them by the address of its value (value.ts). They are looked at when somebody asks
 * for the first of them: most calls are understood from the text alone.
 */

import { byteAt } from "../bytes";
import { call, Part } from "../call/current-call";
import { Char } from "../char";
import { create } from "../heap/allocate";
import { askCanonical } from "../host";
import { roomForCanonical, Source } from "./canonical";
import { elementAfter, lookUntil } from "./elements";
import { afterName, isPlain } from "./plain";

/** Whether the arguments were looked at. */
enum State {
  NotYet,
  Known,
  /** Nobody can read them. */
  Unknown,
}

@unmanaged
class ArgumentList {
  private state: State;
  /** The first argument, or the `)` after none. */
  private start: usize;
  private end: usize;

  /** The next arguments that are asked for are those of another text. */
  forget(): void {
    this.state = State.NotYet;
  }

  /** The first element of the text start..end, with its name; 0: there is none. */
  first(start: usize, end: usize, source: Source): usize {
    if (this.state === State.NotYet) this.look(start, end, source);
    lookUntil(this.end);
    return this.state === State.Unknown || byteAt(this.start) === Char.CloseParen ? 0 : this.start;
  }

  private look(start: usize, end: usize, source: Source): void {
    this.start = start;
    this.end = end;
    this.state = State.Known;
    if (isPlain(start, end)) return;
    const length = askCanonical(start, end, source);
    this.start = roomForCanonical(0);
    this.end = this.start + length;
    if (length < 0 || !isPlain(this.start, this.end)) this.state = State.Unknown;
  }
}

const list: ArgumentList = create<ArgumentList>();
const remarkList: ArgumentList = create<ArgumentList>();

/** To be called for each call, before anything is asked of its arguments. */
export function beginArguments(): void {
  list.forget();
}

/** The value of an argument, without the name that `-N` prints before it. 0: there is none, or nobody can read the arguments. */
export function argument(index: i32): usize {
  let each = first();
  for (; index > 0 && each !== 0; index--) each = elementAfter(each);
  return each === 0 ? 0 : afterName(each);
}

/** The value of the last argument. */
export function lastArgument(): usize {
  let last = first();
  for (let each = last; each !== 0; each = elementAfter(each)) last = each;
  return last === 0 ? 0 : afterName(last);
}

/** The first value in a remark: `([{fd=5, revents=POLLIN}])`. */
export function valueOfRemark(start: usize, end: usize): usize {
  remarkList.forget();
  return remarkList.first(start, end, Source.Remark);
}

function first(): usize {
  return call.part === Part.Resumed ? 0 : list.first(call.argumentsStart, call.argumentsEnd, Source.Arguments);
}
