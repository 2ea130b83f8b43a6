/** Sorts a list. */
import { createList, destroyList, List } from "./list";

/**
 * Sorts by a number of each item; those with the same number keep their order. Runs of 1, 2, 4, ... are merged with their
 * neighbours.
 */
export function sortBy<T>(list: List<T>, keyOf: (item: T) => f64): void {
  const length = list.length;
  if (isSorted<T>(list, keyOf)) return; // as most lists are
  const merged = createList<T>();
  for (let width = 1; width < length; width *= 2) {
    merged.cut(0);
    for (let start = 0; start < length; start += width * 2) merge<T>(list, start, width, keyOf, merged);
    for (let i = 0; i < length; i++) list.put(i, merged.at(i));
  }
  destroyList<T>(merged);
}

function isSorted<T>(list: List<T>, keyOf: (item: T) => f64): bool {
  for (let i = 1; i < list.length; i++) if (keyOf(list.at(i)) < keyOf(list.at(i - 1))) return false;
  return true;
}

/** Appends two neighbouring runs as one. */
function merge<T>(list: List<T>, start: i32, width: i32, keyOf: (item: T) => f64, to: List<T>): void {
  const middle = min(start + width, list.length);
  const end = min(middle + width, list.length);
  let one = start;
  let other = middle;
  while (one < middle && other < end) {
    const isOther = keyOf(list.at(other)) < keyOf(list.at(one));
    to.push(isOther ? list.at(other++) : list.at(one++));
  }
  while (one < middle) to.push(list.at(one++));
  while (other < end) to.push(list.at(other++));
}
