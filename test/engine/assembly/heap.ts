/** Lists, maps and texts, as tests see them: by their addresses. */
import { areSame, clearBlock, copyBytes } from "../../../src/engine/assembly/blocks";
import { createList, List } from "../../../src/engine/assembly/heap/list";
import { createMap, destroyMap, keyOfFd, OrderedMap } from "../../../src/engine/assembly/heap/ordered-map";
import { sortBy } from "../../../src/engine/assembly/heap/sort";
import { hashOfBytes, Text } from "../../../src/engine/assembly/heap/text";
import { createTextMap, destroyTextMap, TextMap } from "../../../src/engine/assembly/heap/text-map";
import { handOut, scratch, textAt } from "./results";

export function makeMap(): OrderedMap<i32> {
  return createMap<i32>();
}

export function dropMap(map: OrderedMap<i32>): void {
  destroyMap<i32>(map);
}

export function setInMap(map: OrderedMap<i32>, key: f64, value: i32): void {
  map.set(keyOfFd(key), value);
}

export function deleteFromMap(map: OrderedMap<i32>, key: f64): bool {
  return map.delete(keyOfFd(key));
}

/** The value of a key; 0 without one. */
export function getFromMap(map: OrderedMap<i32>, key: f64): i32 {
  return map.get(keyOfFd(key));
}

/** Keys and values, in order. */
export function entriesOfMap(map: OrderedMap<i32>): void {
  const found = createList<f64>();
  for (let at = map.after(-1); at >= 0; at = map.after(at)) {
    found.push(reinterpret<f64>(map.keyAt(at)));
    found.push(<f64>map.valueAt(at));
  }
  handOut(found);
}

export function makeTextMap(): TextMap<Text> {
  return createTextMap<Text>();
}

export function dropTextMap(map: TextMap<Text>): void {
  destroyTextMap<Text>(map);
}

/** The text in the scratch is the key; the value is any address. */
export function setInTextMap(map: TextMap<Text>, length: i32, value: Text, hash: u32): void {
  map.set(hashed(length, hash), value);
}

export function deleteFromTextMap(map: TextMap<Text>, length: i32, hash: u32): void {
  map.delete(hashed(length, hash));
}

export function getFromTextMap(map: TextMap<Text>, length: i32, hash: u32): Text | null {
  return map.get(hashed(length, hash));
}

/** A text with a hash that the test chose, so that many have the same. */
function hashed(length: i32, hash: u32): Text {
  const text = changetype<Text>(textAt(scratch(), length));
  text.knownHash = hash + 1; // 0: it would be worked out
  return text;
}

export function hashOf(length: i32): u32 {
  return hashOfBytes(scratch(), scratch() + length);
}

/** Sorts numbers by their integers only. */
export function sortNumbers(count: i32): void {
  const list = createList<f64>();
  for (let i = 0; i < count; i++) list.push(load<f64>(scratch() + (i << 3)));
  sortBy<f64>(list, wholeOf);
  handOut(list);
}

function wholeOf(value: f64): f64 {
  return Math.floor(value);
}

export function removeFromList(count: i32, index: i32): void {
  const list: List<f64> = createList<f64>();
  for (let i = 0; i < count; i++) list.push(<f64>i);
  list.remove(index);
  handOut(list);
}

/** Copies the bytes in the scratch behind them. */
export function copyBehind(length: i32): void {
  const start = scratch();
  copyBytes(start + length, start, start + length);
}

/** Clears so many bytes of the scratch, and no others but those up to the next sixteen. */
export function clearScratch(length: i32): void {
  clearBlock(scratch(), length);
}

/** True if the first half of the bytes in the scratch is the second half. */
export function areHalvesSame(length: i32): bool {
  return areSame(scratch(), scratch() + length / 2, length / 2);
}
