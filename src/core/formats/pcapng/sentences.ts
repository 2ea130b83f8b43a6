/** What the comments of packets say. */

import type { EventRecord } from "../../records/event.js";
import type { ConnectionRecord, ExchangeRecord, FindingRecord } from "../../records/record.js";
import { grouped, plural } from "../../text/quantities.js";
import { isRefusal } from "./event-kinds.js";

type Event = EventRecord["event"];

/** On the first packet of a connection. */
export function openingSentence({ connection, on, event }: EventRecord, madeUp: readonly string[]): string {
  const role = on.role === "unknown" ? "" : `, the program is the ${on.role}`;
  const who = event.pid === null ? "" : `, process ${event.pid}`;
  const begun = event.kind === "open" ? "" : `; it was open before line ${event.line}, so what came earlier is missing`;
  const addresses = madeUp.map((sentence) => `; ${sentence}`).join("");
  return `unflushed: connection ${connection}${who}, fd ${event.fd ?? "unknown"}${role}${begun}${addresses}`;
}

/** What a packet cannot show of an event; null if there is nothing to say. */
export function eventSentence(event: Event): string | null {
  const said = saidOf(event);
  return said === null ? null : `line ${event.line}: ${said}`;
}

function saidOf(event: Event): string | null {
  switch (event.kind) {
    case "write":
      return writeWords(event);
    case "hangup":
      return `${event.call ?? "the kernel"} reported ${event.error}: the peer is gone`;
    case "writable":
      return "the kernel reported that the socket takes bytes again";
    case "ring":
      return "the process gave work to its io_uring, which strace does not show: bytes may be missing here";
    case "unconfirmed":
      return `the thread ended within its write: the kernel may have taken ${plural(event.missing, "byte")} more, or fewer than shown`;
    case "damaged":
      return "a call moved more than it was asked to: its line was changed";
    default:
      return null;
  }
}

function writeWords(event: Extract<Event, { kind: "write" }>): string | null {
  const { call, asked, accepted, error, returned, injected } = event;
  const name = `${call ?? "a write"}${injected ? " (injected by strace)" : ""}`;
  const wanted = asked === null ? "bytes" : plural(asked, "byte");
  if (!returned) return `${name} of ${wanted} never returned: the kernel may have taken any part of them`;
  if (isRefusal(error)) return `${name}: the kernel refused ${wanted} (${error})`;
  if (error !== null) return `${name} of ${wanted} failed: ${error}`;
  return asked !== null && accepted < asked ? `${name}: the kernel took ${grouped(accepted)} of ${wanted}` : null;
}

export function findingSentence({ rule, level, message, line, suppressed }: FindingRecord): string {
  const accepted = suppressed ? ` (suppressed: ${suppressed.reason ?? suppressed.by})` : "";
  return `unflushed ${level} ${rule}, line ${line}: ${message}${accepted}`;
}

/** Of a response that is not surely whole. */
export function verdictSentence({
  index,
  request,
  response,
  verdict,
}: Omit<ExchangeRecord, "kind" | "capture" | "connection">): string {
  const asked = request ? `${request.method} ${request.target}` : `exchange ${index}`;
  const status = response?.status == null ? "" : ` (${response.status})`;
  const declared = response?.declaredBytes == null ? "" : ` of ${grouped(response.declaredBytes)}`;
  const bytes = response?.acceptedBytes == null ? "" : `: ${grouped(response.acceptedBytes)}${declared} body bytes`;
  return `unflushed: the response to ${asked}${status} is ${verdict}${bytes}`;
}

/** Of those that are. */
export function completeSentence(count: number): string {
  return count === 1 ? "unflushed: 1 response is complete" : `unflushed: ${grouped(count)} responses are complete`;
}

/** An address that was learned after packets had been written. */
export function learnedSentence({ line }: Event, { local, peer }: Pick<ConnectionRecord, "local" | "peer">): string {
  return `line ${line}: only now it is known that this connection is ${local ?? "unknown"} -> ${peer ?? "unknown"}`;
}
