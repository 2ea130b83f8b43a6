import type { AcceptedSoFar, Connection } from "../analysis/model.js";
import type { SocketEvent, VisibleBytes } from "../sockets/event.js";
import type { Place } from "../strace/line-places.js";
import type { CaptureClock } from "../text/wall-clock.js";
import { noPlaces, type PlaceOf } from "./placed.js";

type WithoutSocket<E> = E extends SocketEvent ? Omit<E, "socket"> : never;

/** A socket event without its socket, which stands for a connection here. */
export type ConnectionEvent = WithoutSocket<SocketEvent>;

/**
 * Something happened on a connection's socket. It is reported at once, so it comes before the connection's own record. There are
 * very many, so they are reported only to a format that has a handler for them; no result file holds them.
 */
export interface EventRecord {
  readonly kind: "event";
  readonly capture: number;
  readonly connection: string;
  /** What its times are; null if the capture has none. */
  readonly clock: CaptureClock | null;
  /** What is known of the connection by now: its protocol, or an address, may be learned later. */
  readonly on: Pick<Connection, "role" | "transport" | "protocol" | "local" | "peer">;
  /** Its pieces are empty unless the format asks for bytes (`FormatRow.needs`). */
  readonly event: ConnectionEvent;
  /** True if closing the socket now sends a reset: SO_LINGER is 0. */
  readonly resetsOnClose: boolean;
  /** How far the response under way is after the event. */
  readonly progress: AcceptedSoFar;
  /** Where its first and its last line stand, of a capture of `strace -ff`; left out if the capture is one file. */
  readonly places?: readonly [first: Place, last: Place];
}

/** What a document has to hear of events, from the least to the most. */
export const EVENT_NEEDS = ["none", "events", "events-with-bytes"] as const;

export type EventNeed = (typeof EVENT_NEEDS)[number];

/** The most of these. */
export function mostNeeded(needs: readonly EventNeed[]): EventNeed {
  return EVENT_NEEDS.findLast((need) => needs.includes(need)) ?? "none";
}

export function eventRecord(
  capture: number,
  clock: CaptureClock | null,
  { id, role, transport, protocol, local, peer }: Connection,
  { socket, ...event }: SocketEvent,
  progress: AcceptedSoFar,
  placeOf: PlaceOf = noPlaces,
): EventRecord {
  const on = { role, transport, protocol, local, peer };
  const { resetsOnClose } = socket;
  const record = { capture, connection: id, clock, on, event: withPlainPieces(event), resetsOnClose, progress };
  const first = placeOf(event.line);
  const last = event.endLine === event.line ? first : placeOf(event.endLine);
  return { kind: "event", ...record, ...(first && last && { places: [first, last] }) };
}

/** Bytes that a follower decodes when they are asked for become text now: the record may go to another thread. */
function withPlainPieces(event: EventRecord["event"]): EventRecord["event"] {
  if (event.kind === "read") return { ...event, pieces: event.pieces.map(plainPiece) };
  if (event.kind !== "write") return event;
  return { ...event, pieces: event.pieces.map(plainPiece), offered: event.offered?.map(plainPiece) ?? null };
}

function plainPiece({ seen, length }: VisibleBytes): VisibleBytes {
  return { seen, length };
}
