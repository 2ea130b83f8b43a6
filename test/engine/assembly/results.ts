/** Numbers that a function hands to a test, and bytes that a test hands to a function. */
import { heapBytes } from "../../../src/engine/assembly/heap/allocate";
import { destroyUnused } from "../../../src/engine/assembly/heap/counted";
import { createList, destroyList, List } from "../../../src/engine/assembly/heap/list";
import { Text, textOf } from "../../../src/engine/assembly/heap/text";
import { IN, reserve } from "../../../src/engine/assembly/memory";

reserve(0);
let results: List<f64> = createList<f64>();

export function resultCount(): i32 {
  return results.length;
}

export function resultAt(index: i32): f64 {
  return results.at(index);
}

/** Takes a list of numbers to hand out. */
export function handOut(list: List<f64>): void {
  destroyList<f64>(results);
  results = list;
}

/** Hands out the addresses of a list of objects. */
export function handOutObjects<T>(list: List<T>): void {
  const addresses = createList<f64>();
  for (let i = 0; i < list.length; i++) addresses.push(<f64>changetype<usize>(list.at(i)));
  destroyList<T>(list);
  handOut(addresses);
}

/** Where the test writes the bytes of a text. */
export function scratch(): usize {
  return IN;
}

/** The text that the test has written at a place of the scratch; null if it has a negative length. */
export function textAt(start: usize, length: i32): Text | null {
  return length < 0 ? null : textOf(start, start + length);
}

export function lineEnds(): void {
  destroyUnused();
}

export function bytesInUse(): f64 {
  return heapBytes();
}
