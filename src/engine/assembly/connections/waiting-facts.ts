/**
 * Facts of plain exchanges that the host has not heard of: it gets them before something else is reported of their connection, and
 * when they are much.
 */
import { List } from "../heap/list";
import { reportFacts } from "../host";
import { Exchange, NOT_ANY } from "../http1/exchange";
import { only } from "../memory";
import { followed } from "./followed";
import { addFacts } from "./plain-facts";
import { PlainExchanges } from "./plain-exchanges";

/** Of one connection, and of all together, in bytes. */
const MOST_OF_ONE: i32 = 32_768;
const MOST: i32 = 1_048_576;

const waiting: List<PlainExchanges> = only<List<PlainExchanges>>();
let bytes: i32 = 0;

/** Adds the facts of an exchange. Returns false if the host has to write them: nothing is added. */
export function addWaiting(plain: PlainExchanges, exchange: Exchange): bool {
  const before = plain.length;
  if (!addFacts(plain, exchange)) return false;
  bytes += plain.length - before;
  if (before === 0) {
    plain.place = waiting.length;
    waiting.push(plain);
  }
  if (plain.length > MOST_OF_ONE) handOver(plain);
  while (bytes > MOST) handOver(waiting.at(waiting.length - 1));
  return true;
}

/** The host gets those of a connection, if there are some. */
export function handOver(plain: PlainExchanges | null): void {
  if (!plain || plain.length === 0) return;
  followed.connection = plain.connection;
  followed.factsStart = plain.start;
  followed.factsEnd = plain.end;
  reportFacts();
  forgetFacts(plain);
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
