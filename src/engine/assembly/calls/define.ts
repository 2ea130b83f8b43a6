/** Puts the rows of the table (rows.ts) where the scanner finds them. */
import { find, writeLiteral } from "../bytes";
import { Char } from "../char";
import { Buffers, CallClass, callAt, NO_ARGUMENT } from "./call";
import { Effect } from "./effect";
import { defineName, indexOfCall } from "./names";

const LONGEST_LIST: i32 = 256;
const list: usize = memory.data(LONGEST_LIST + 32);

let count: i32 = 0;

/** How many calls the table has. */
export function callCount(): i32 {
  return count;
}

/** Calls with the same facts, their names with a blank between. */
export function define(
  names: string,
  effect: Effect,
  from: i32 = NO_ARGUMENT,
  to: i32 = NO_ARGUMENT,
  buffers: Buffers = Buffers.None,
  flags: i32 = NO_ARGUMENT,
): void {
  const end = writeLiteral(list, names);
  for (let p = list; p < end; p = endOfName(p, end) + 1) {
    const length = <i32>(endOfName(p, end) - p);
    const call = callAt(count);
    call.name = defineName(p, length, count++);
    call.nameLength = length;
    call.effect = effect;
    call.from = from;
    call.to = to;
    call.buffers = buffers;
    call.flags = flags;
  }
}

/** Calls that nobody needs: they are recognised and counted. */
export function defineOthers(names: string): void {
  define(names, Effect.None);
}

/** Calls with an effect in the class `network`. */
export function inNetwork(names: string): void {
  const end = writeLiteral(list, names);
  for (let p = list; p < end; p = endOfName(p, end) + 1) {
    callAt(indexOfCall(p, <i32>(endOfName(p, end) - p))).isNetwork = true;
  }
}

/** Calls that a capture shows only if their whole class was traced. */
export function provesClass(names: string, callClass: CallClass): void {
  const end = writeLiteral(list, names);
  for (let p = list; p < end; p = endOfName(p, end) + 1) {
    callAt(indexOfCall(p, <i32>(endOfName(p, end) - p))).proves = callClass;
  }
}

function endOfName(p: usize, end: usize): usize {
  const blank = find(p, end, Char.Space);
  return blank === 0 ? end : blank;
}
