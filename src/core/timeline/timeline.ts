import type { AcceptedSoFar, Connection } from "../analysis/model.js";
import type { Exchange } from "../protocols/exchange.js";
import { type CallCells, callCells } from "../records/step.js";
import type { SocketEvent } from "../sockets/event.js";
import { type CallWeight, weightOf } from "../story/call-weight.js";
import { Excerpt } from "../story/excerpt.js";
import { AcceptedSamples } from "../story/samples.js";
import type { CaptureClock } from "../text/wall-clock.js";
import { wallClock } from "../text/wall-clock.js";
import { type NamedResponse, namedResponse, ResponseTally } from "./responses.js";

/** A row of a timeline. */
export interface TimelineRow {
  readonly step: CallCells;
  readonly weight: CallWeight;
}

/** Collects what a page shows about one connection. It needs the same memory however long the connection lasts. */
export class Timeline {
  readonly rows = new Excerpt<TimelineRow>(({ weight }) => weight === "end" || weight === "refused");
  readonly exchanges = new Excerpt<NamedResponse>(({ verdict }) => verdict !== "complete");
  readonly responses = new ResponseTally();
  readonly samples = new AcceptedSamples();
  /** The threads that made a call on the connection. */
  readonly pids = new Set<number | null>();
  /** What the capture's times are; null if it has none, or if nobody has said it yet. */
  clock: CaptureClock | null = null;

  constructor(readonly connection: Connection) {}

  event(event: SocketEvent, progress: AcceptedSoFar): void {
    this.rows.add({ step: callCells(event, this.connection.opened.time, progress), weight: weightOf(event) });
    this.samples.add(event, progress);
    this.pids.add(event.pid);
  }

  /** The time of day at which the connection opened; null if no clock shows it. */
  get opened(): string | null {
    return this.clock === "relative" ? null : wallClock(this.connection.opened.time, this.clock, null);
  }

  exchange(exchange: Exchange): void {
    this.exchanges.add(namedResponse(exchange));
    this.responses.take(exchange);
  }
}
