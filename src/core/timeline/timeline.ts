import type { AcceptedSoFar, Connection } from "../analysis/model.js";
import { hasRequest, subjectOf } from "../formats/subject.js";
import type { Exchange } from "../protocols/exchange.js";
import { type CallCells, callCells } from "../records/step.js";
import type { SocketEvent } from "../sockets/event.js";
import { grouped } from "../text/quantities.js";
import { Excerpt } from "./excerpt.js";
import { AcceptedSamples } from "./samples.js";

/** A row of a timeline. `weight` says what it shows: the end of a stream, a refusal, a read, or something else. */
export interface TimelineRow {
  readonly step: CallCells;
  readonly weight: "end" | "refused" | "read" | "plain";
}

/** Collects what a page shows about one connection. It needs the same memory however long the connection lasts. */
export class Timeline {
  readonly rows = new Excerpt<TimelineRow>(({ weight }) => weight === "end" || weight === "refused");
  readonly exchanges = new Excerpt<string>();
  readonly samples = new AcceptedSamples();
  /** The threads that made a call on the connection. */
  readonly pids = new Set<number | null>();

  constructor(readonly connection: Connection) {}

  event(event: SocketEvent, progress: AcceptedSoFar): void {
    this.rows.add({ step: callCells(event, this.connection.opened.time, progress), weight: weightOf(event) });
    this.samples.add(event, progress);
    this.pids.add(event.pid);
  }

  exchange({ request, response, verdict, cause, outstandingBytes, message }: Exchange): void {
    const { protocol, stream } = message ?? {};
    const named = { request, protocol, stream };
    const asked = request || !hasRequest(named) ? subjectOf(named) : "(request not seen)";
    const status = hasRequest(named) ? ` -> ${response?.status ?? "?"}` : "";
    const by = cause === null ? "" : ` by ${cause}`;
    const lost = verdict === "truncated" ? `${by}, ${grouped(outstandingBytes)} bytes outstanding` : "";
    this.exchanges.add(`${asked}${status}  ${verdict}${lost}`);
  }
}

function weightOf(event: SocketEvent): TimelineRow["weight"] {
  if (event.kind === "write" && event.accepted < (event.asked ?? 0)) return "refused";
  if (event.kind === "shutdown" || event.kind === "end") return "end";
  return event.kind === "read" ? "read" : "plain";
}
