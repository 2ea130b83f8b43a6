import type { EventRecord } from "../../records/event.js";
import type { CallTime } from "./call-times.js";

/** What an event was to the exchanges of its connection. */
export function doneBy({ event, on }: Pick<EventRecord, "event" | "on">): Pick<CallTime, "does" | "isRefused"> {
  if (event.kind === "write") {
    const isShort = event.returned && event.asked !== null && event.accepted < event.asked;
    return { does: "write", isRefused: event.error !== null || isShort };
  }
  if (event.kind === "read") return { does: readDoes(event, on), isRefused: false };
  const ends = event.kind === "end" || (event.kind === "shutdown" && event.how !== "rd" && event.error === null);
  return { does: ends ? "end" : "other", isRefused: false };
}

/** The end of the peer's stream ends an exchange only where the peer is the one that answers. */
function readDoes(
  { received, error }: Extract<EventRecord["event"], { kind: "read" }>,
  { role }: EventRecord["on"],
): CallTime["does"] {
  if (received > 0) return "read";
  return role === "client" && error !== "EAGAIN" && error !== "EINTR" ? "end" : "other";
}
