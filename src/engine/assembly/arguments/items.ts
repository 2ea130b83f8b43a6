/** The items of arrays, and the members of structs. What strace or a person left out is none of them. */
import { byteAt, startsWith } from "../bytes";
import { Char } from "../char";
import { elementAfter, endOfElement, shownFrom } from "./elements";
import { afterName } from "./plain";
import { isArray, isStruct } from "./value";
import { isEllipsis } from "./word";

/** The first item of an array; 0: it has none, or the value is no array. */
export function firstItem(array: usize): usize {
  if (!isArray(array)) return 0;
  return firstWithin(byteAt(array) === Char.Tilde ? array + 1 : array);
}

/** The item after this one; 0: there is none. */
export function nextItem(item: usize): usize {
  return shownFrom(elementAfter(item));
}

/** True if dots end an array: strace cut it. */
export function isCutArray(array: usize): bool {
  let element = byteAt(array) === Char.Tilde ? array + 2 : array + 1;
  for (let after = elementAfter(element); after !== 0; after = elementAfter(element)) element = after;
  return isEllipsis(element);
}

/** The value of the member of this name; 0: the value is no struct, or lacks it. */
export function member(struct: usize, name: string): usize {
  return isStruct(struct) ? memberOf(struct, name) : 0;
}

/** The same, also of a struct that changes: `{flags=CLONE_VM} => {parent_tid=[9]}`. */
export function memberBeforeChange(value: usize, name: string): usize {
  return value !== 0 && byteAt(value) === Char.OpenBrace ? memberOf(value, name) : 0;
}

function memberOf(struct: usize, name: string): usize {
  for (let each = firstWithin(struct); each !== 0; each = nextItem(each)) {
    const value = afterName(each);
    if (value - each === <usize>name.length + 1 && startsWith(each, value, name)) return value;
  }
  return 0;
}

/** The value of the member at this place, whatever its name; 0: there is none. */
export function memberAt(struct: usize, index: i32): usize {
  let each = firstMember(struct);
  for (; index > 0 && each !== 0; index--) each = nextItem(each);
  return each === 0 ? 0 : afterName(each);
}

/** The first member of a struct, with its name; `nextItem` goes on from there. 0: the value is no struct, or empty. */
export function firstMember(struct: usize): usize {
  return isStruct(struct) ? firstWithin(struct) : 0;
}

function firstWithin(bracket: usize): usize {
  const first = bracket + 1;
  return endOfElement(first) === first ? 0 : shownFrom(first);
}
