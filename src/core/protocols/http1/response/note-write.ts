import type { WritableEvent, WriteEvent } from "../../../sockets/event.js";
import { mayTryAgain } from "../../../sockets/write-errors.js";
import type { Exchange } from "../../exchange.js";

/** True if the kernel took less than the program offered. */
export function isRefused({ returned, accepted, asked }: WriteEvent): boolean {
  return returned && accepted < (asked ?? accepted);
}

/** Keeps of a server's write what the verdict on its response and the finding about it need. */
export function noteWrite(exchange: Exchange, event: WriteEvent): void {
  const { calls } = exchange;
  if (!event.returned) {
    exchange.inDoubtBytes += event.asked ?? Number.POSITIVE_INFINITY;
    calls.unreturned ??= event;
  }
  if (event.accepted > 0 || isRefused(event)) calls.writable = null;
  if (!isRefused(event)) return;
  if (event.error === null || mayTryAgain(event.error)) calls.firstRefused ??= event;
  calls.refused = event;
}

/** Keeps that the socket takes bytes again after it had refused some. */
export function noteWritable({ calls }: Exchange, event: WritableEvent): void {
  if (calls.refused) calls.writable ??= event;
}

/** Seconds in a write that are more than the kernel needs to copy bytes, and more than strace needs to print the result. */
const WAIT = 0.1;

/** True if the write that never returned had waited, up to `until` (seconds): only a full socket keeps it that long. */
export function hasWaited({ calls: { unreturned } }: Exchange, until: number | null): boolean {
  const from = unreturned?.time ?? null;
  return from !== null && until !== null && until - from >= WAIT;
}
