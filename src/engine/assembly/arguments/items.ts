/** The items of arrays, and the members of structs. */

/** The first item of an array; 0: it has none, or the value is no array. */
export function firstItem(array: usize): usize {
  return 0;
}

/** The item after this one; 0: there is none. */
export function nextItem(item: usize): usize {
  return 0;
}

/** True if dots end the array or the struct: strace cut it. */
export function isCutShort(value: usize): bool {
  return false;
}

/** The value of the member of this name; 0: the value is no struct, or lacks it. */
export function member(struct: usize, name: string): usize {
  return 0;
}

/** The value of the member at this place, whatever its name; 0: there is none. */
export function memberAt(struct: usize, index: i32): usize {
  return 0;
}
