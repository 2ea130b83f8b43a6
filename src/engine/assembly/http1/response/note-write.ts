/** What is kept of the writes of a response. */
import { isNumber } from "../../arguments/integer";
import { isTime } from "../../call/current-call";
import { event } from "../../events/event-record";
import { mayTryAgain } from "../../model/errors";
import { Exchange } from "../exchange";
import { keptEvent } from "../kept-event";

/** True if the event at hand, a write, is one of which the kernel took less than the program offered. */
export function isRefused(): bool {
  return event.returned !== 0 && event.moved < event.asked; // NaN is not more
}

/** Keeps of a server's write what the verdict on its response and the finding about it need. */
export function noteWrite(exchange: Exchange): void {
  if (event.returned === 0) {
    exchange.inDoubtBytes += isNumber(event.asked) ? event.asked : Infinity;
    if (!exchange.unreturned) exchange.setUnreturned(keptEvent());
  }
  const isShort = isRefused();
  if (event.moved > 0 || isShort) exchange.setWritable(null);
  if (!isShort) return;
  const mayGoOn = event.errorEnd === 0 || mayTryAgain(event.errorStart, event.errorEnd);
  if (mayGoOn && !exchange.firstRefused) exchange.setFirstRefused(keptEvent());
  exchange.setRefused(keptEvent());
}

/** Keeps that the socket takes bytes again after it had refused some. */
export function noteWritable(exchange: Exchange): void {
  if (exchange.refused && !exchange.writable) exchange.setWritable(keptEvent());
}

/** Seconds in a write that are more than the kernel needs to copy bytes, and more than strace needs to print the result. */
const WAIT: f64 = 0.1;

/** True if the write that never returned had waited, up to `until` (seconds): only a full socket keeps it that long. */
export function hasWaited(exchange: Exchange, until: f64): bool {
  const unreturned = exchange.unreturned;
  const from = unreturned ? unreturned.time : NaN;
  return isTime(from) && isTime(until) && until - from >= WAIT;
}
