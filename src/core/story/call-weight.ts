import type { ConnectionEvent } from "../records/event.js";

/** What a call shows: the end of a stream, a refusal, a read, or something else. */
export type CallWeight = "end" | "refused" | "read" | "plain";

export function weightOf(event: ConnectionEvent): CallWeight {
  if (event.kind === "write" && event.accepted < (event.asked ?? 0)) return "refused";
  if (event.kind === "shutdown" || event.kind === "end") return "end";
  return event.kind === "read" ? "read" : "plain";
}
