/** Puts the rows of the table (rows.ts) where the scanner finds them. */
import { find, writeLiteral } from "../bytes";
import { Char } from "../char";
import { Buffers, Call, CallClass, callAt, NO_ARGUMENT } from "./call";
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
  for (let p = list; p < end; p = endOfName(p, end) + 1) callNamed(p, end).isNetwork = true;
}

/** Calls that are in the class `network`, and in no other. */
export function inNetworkAlone(names: string): void {
  const end = writeLiteral(list, names);
  for (let p = list; p < end; p = endOfName(p, end) + 1) callNamed(p, end).isNetworkAlone = true;
}

/** Calls that a filter by the class `desc` shows, and one by `network` does not. */
export function inDescAlone(names: string): void {
  const end = writeLiteral(list, names);
  for (let p = list; p < end; p = endOfName(p, end) + 1) callNamed(p, end).isDescAlone = true;
}

/** Calls that wait for an event on one of many fds. */
export function waitForEvents(names: string): void {
  const end = writeLiteral(list, names);
  for (let p = list; p < end; p = endOfName(p, end) + 1) callNamed(p, end).waitsForEvents = true;
}

/** Calls that a capture shows only if their whole class was traced. */
export function provesClass(names: string, callClass: CallClass): void {
  const end = writeLiteral(list, names);
  for (let p = list; p < end; p = endOfName(p, end) + 1) callNamed(p, end).proves = callClass;
}

/** The call whose name stands at p. */
function callNamed(p: usize, end: usize): Call {
  return callAt(indexOfCall(p, <i32>(endOfName(p, end) - p)));
}

function endOfName(p: usize, end: usize): usize {
  const blank = find(p, end, Char.Space);
  return blank === 0 ? end : blank;
}
