/** The names of the system calls, found by their bytes. */
import { wordAt } from "../bytes";
import { element } from "../memory";

/** No name of a call is longer. */
export const LONGEST_NAME: i32 = 32;
/** In place of the index of a call. */
export const NO_CALL: i32 = -1;

/** A name, with zeros after it. */
@unmanaged
class Name {
  first: u64;
  second: u64;
  third: u64;
  fourth: u64;
  length: i32; // 0: an empty place
  call: i32;

  equals(first: u64, second: u64, third: u64, fourth: u64): bool {
    return this.first === first && this.second === second && this.third === third && this.fourth === fourth;
  }
}

/** A hash table with many more places than there are names: a name stands in the first free place after its own. */
const PLACES: i32 = 2048;
const names: usize = memory.data(PLACES * offsetof<Name>(), 8);

/** The index of the call whose name is p..p+length; NO_CALL: there is none. */
export function indexOfCall(p: usize, length: i32): i32 {
  const name = placeOf(p, length);
  return name.length === 0 ? NO_CALL : name.call;
}

/** The name p..p+length is that of the call with this index. Returns where its bytes stand from now on. */
export function defineName(p: usize, length: i32, call: i32): usize {
  const name = placeOf(p, length);
  name.first = part(p, length, 0);
  name.second = part(p, length, 8);
  name.third = part(p, length, 16);
  name.fourth = part(p, length, 24);
  name.length = length;
  name.call = call;
  return changetype<usize>(name);
}

/** The place of a name, or the empty one in which it would stand. */
function placeOf(p: usize, length: i32): Name {
  const first = part(p, length, 0);
  const second = part(p, length, 8);
  const third = part(p, length, 16);
  const fourth = part(p, length, 24);
  let place = hashOf(first, second, third + 3 * fourth);
  let name = element<Name>(names, place & (PLACES - 1));
  while (name.length !== 0 && !name.equals(first, second, third, fourth)) {
    name = element<Name>(names, ++place & (PLACES - 1));
  }
  return name;
}

function hashOf(first: u64, second: u64, rest: u64): i32 {
  return <i32>(((first * 0x9e3779b97f4a7c15) ^ ((second ^ (rest * 7)) * 0xc2b2ae3d27d4eb4f)) >> 40);
}

/** Eight bytes of the name p..p+length, from `from` on, with zeros in place of those after its end. */
function part(p: usize, length: i32, from: i32): u64 {
  const count = length - from;
  if (count <= 0) return 0;
  const word = wordAt(p + from);
  return count >= 8 ? word : word & (((<u64>1) << ((<u64>count) << 3)) - 1);
}
