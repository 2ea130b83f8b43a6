/** The connections with facts of plain exchanges that the host has not heard of. */
import { List } from "../heap/list";
import { NOT_ANY } from "../http1/exchange";
import { only } from "../memory";
import { PlainExchanges } from "./plain-exchanges";

/** Of one connection, and of all together, in bytes: beyond it the host gets them. */
const MOST_OF_ONE: i32 = 32_768;
const MOST: i32 = 1_048_576;

const waiting: List<PlainExchanges> = only<List<PlainExchanges>>();
let bytes: i32 = 0;

/** A connection's facts have grown to what they are from so many bytes. */
export function waitWith(plain: PlainExchanges, before: i32): void {
  bytes += plain.length - before;
  if (plain.place !== NOT_ANY) return;
  plain.place = waiting.length;
  waiting.push(plain);
}

/** The next ones that are too much after those of a connection have grown; null if none are. */
export function tooMuch(plain: PlainExchanges): PlainExchanges | null {
  if (plain.length > MOST_OF_ONE) return plain;
  return bytes > MOST ? waiting.at(waiting.length - 1) : null;
}

/** They are not waiting any more. */
export function forgetFacts(plain: PlainExchanges): void {
  if (plain.place === NOT_ANY) return;
  const last = waiting.at(waiting.length - 1);
  waiting.put(plain.place, last);
  last.place = plain.place;
  waiting.cut(waiting.length - 1);
  plain.place = NOT_ANY;
  bytes -= plain.length;
  plain.clear();
}
