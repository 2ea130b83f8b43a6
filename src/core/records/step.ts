import type { AcceptedSoFar } from "../analysis/model.js";
import { nanoseconds } from "../rules/finding.js";
import { duration } from "../text/duration.js";
import { grouped } from "../text/quantities.js";
import type { ConnectionEvent } from "./event.js";

/** The cells of one line of a timeline. */
export interface CallCells {
  readonly line: string;
  readonly since: string;
  readonly pid: string;
  readonly call: string;
  readonly asked: string;
  readonly took: string;
  readonly accepted: string;
  readonly outstanding: string;
  readonly remark: string;
}

/**
 * One event as the cells of a timeline.
 *
 * @param openedAt seconds at which the connection opened; null without times
 * @param progress how far the response was after the event
 */
export function callCells(event: ConnectionEvent, openedAt: number | null, progress: AcceptedSoFar | null): CallCells {
  const since = sinceOf(event, openedAt);
  const known = progress?.accepted ?? null;
  const owed = progress && progress.owed > 0 ? progress.owed : null;
  const { asked, took } = countsOf(event);
  const outstanding = progress?.declared != null && known !== null ? progress.declared - known : owed;
  return {
    line: String(event.line),
    since: since === null ? "" : `+${duration(since)}`,
    pid: event.pid === null ? "" : String(event.pid),
    call: callOf(event),
    asked: cell(asked),
    took: cell(took),
    accepted: known === null ? "" : grouped(known),
    outstanding: outstanding === null ? "" : grouped(outstanding),
    remark: remarkOf(event),
  };
}

/** Seconds since the connection opened; null without times. */
export function sinceOf(event: ConnectionEvent, openedAt: number | null): number | null {
  return event.time === null || openedAt === null ? null : nanoseconds(Math.max(0, event.time - openedAt));
}

/** The name of the call, or the kind of the event if no call caused it. */
export function callOf(event: ConnectionEvent): string {
  return event.call ?? (event.kind === "end" ? event.by : event.kind);
}

/**
 * The bytes that the program asked for and that the kernel took. A word stands for a missing count; null for nothing.
 */
export function countsOf(event: ConnectionEvent): { asked: number | string | null; took: number | string | null } {
  if (event.kind === "write") {
    return { asked: event.asked ?? "?", took: event.error ?? (event.returned ? event.accepted : "?") };
  }
  if (event.kind === "read") return { asked: null, took: event.error ?? event.received };
  if (event.kind === "shutdown") return { asked: `SHUT_${event.how.toUpperCase()}`, took: event.error };
  return { asked: null, took: null };
}

/** The text of a count. */
export function cell(count: number | string | null): string {
  if (count === null) return "";
  return typeof count === "number" ? grouped(count) : count;
}

/** A short remark about the event; empty if there is nothing to say. */
export function remarkOf(event: ConnectionEvent): string {
  switch (event.kind) {
    case "open":
      return "opens";
    case "shutdown":
      return event.error ? "failed: nothing was shut down" : "";
    case "hangup":
      return `the peer is gone: ${event.error}`;
    case "writable":
      return "takes bytes again";
    case "read-hangup":
      return "the peer has ended its side";
    case "ring":
      return "io_uring takes work that is not shown";
    case "unconfirmed":
      return "ends within its write, whose count may be anything";
    case "damaged":
      return "moved more than it was asked to: its line was changed";
    case "release":
      return "one of several fds";
    case "end":
      if (event.by === "unseen") return "ends unseen";
      return event.by === "capture-end" ? "still open" : `ends by ${event.by}`;
    case "read":
      return event.received === 0 && event.error === null ? "peer's end" : "";
    case "write": {
      if (event.injected) return "injected by strace";
      if (!event.returned) return "never returned";
      return event.asked !== null && event.error === null && event.accepted < event.asked ? "short" : "";
    }
  }
}
