/** Puts the rows of the table (rows.ts) where the scanner finds them. */
import { find, writeLiteral } from "../bytes";
import { Char } from "../char";
import { Buffers, callAt, NO_ARGUMENT } from "./call";
import { Effect } from "./effect";
import { defineName } from "./names";

const LONGEST_LIST: i32 = 256;
const list: usize = memory.data(LONGEST_LIST + 32);

let count: i32 = 0;

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
  let start = list;
  while (start < end) {
    const blank = find(start, end, Char.Space);
    const nameEnd = blank === 0 ? end : blank;
    defineName(start, <i32>(nameEnd - start), count);
    const call = callAt(count++);
    call.effect = effect;
    call.from = from;
    call.to = to;
    call.buffers = buffers;
    call.flags = flags;
    start = nameEnd + 1;
  }
}

/** Calls that nobody needs: they are recognised and counted. */
export function defineOthers(names: string): void {
  define(names, Effect.None);
}
