/** The names of the system calls, found by their bytes. */
import { partAt } from "../bytes";
import { element } from "../memory";
import { MOST_CALLS } from "./call";

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

  equals(first: u64, second: u64, third: u64, fourth: u64): bool {
    return this.first === first && this.second === second && this.third === third && this.fourth === fourth;
  }
}

/** The name of each call. They stand close together: each page of memory that an engine writes to at its start takes time. */
const names: usize = memory.data(MOST_CALLS * offsetof<Name>(), 8);
/** The index of a call plus one; 0: an empty place. */
@unmanaged
class Place {
  held: u16;
}

/** A hash table with many more places than there are names: a name has the first free place after its own. */
const PLACES: i32 = 2048;
const places: usize = memory.data(PLACES * offsetof<Place>(), 8);

/** The index of the call whose name is p..p+length; NO_CALL: there is none. */
export function indexOfCall(p: usize, length: i32): i32 {
  return <i32>placeOf(p, length).held - 1;
}

/** The name p..p+length is that of the call with this index. Returns where its bytes stand from now on. */
export function defineName(p: usize, length: i32, call: i32): usize {
  const name = element<Name>(names, call);
  name.first = partAt(p, length);
  name.second = partAt(p + 8, length - 8);
  name.third = partAt(p + 16, length - 16);
  name.fourth = partAt(p + 24, length - 24);
  placeOf(p, length).held = <u16>(call + 1);
  return changetype<usize>(name);
}

/** The place of a name, or the empty one that it would get. */
function placeOf(p: usize, length: i32): Place {
  const first = partAt(p, length);
  const second = partAt(p + 8, length - 8);
  const isLong = length > 16;
  const third = isLong ? partAt(p + 16, length - 16) : 0;
  const fourth = isLong ? partAt(p + 24, length - 24) : 0;
  let index = hashOf(first, second, third + 3 * fourth);
  let place = element<Place>(places, index & (PLACES - 1));
  while (place.held !== 0 && !element<Name>(names, place.held - 1).equals(first, second, third, fourth)) {
    place = element<Place>(places, ++index & (PLACES - 1));
  }
  return place;
}

function hashOf(first: u64, second: u64, rest: u64): i32 {
  return <i32>(((first * 0x9e3779b97f4a7c15) ^ ((second ^ (rest * 7)) * 0xc2b2ae3d27d4eb4f)) >> 40);
}
