/**
 * Copies of events that outlive their line (core/sockets/event.ts): what a judgement, and the finding about it, say of a call. The
 * host reads the same fields in the same order (host/exchange-fields.ts).
 */
import { isNumber } from "../arguments/integer";
import { moved } from "../buffers/pieces";
import { Direction, EndedBy, EventKind } from "../events/event-kind";
import { event } from "../events/event-record";
import { destroy } from "../heap/allocate";
import { Counted, createCounted, replace } from "../heap/counted";
import { Text, textOf } from "../heap/text";
import { reportForgotten, reportKept } from "../host";
import { Origin } from "../sockets/kinds";

@unmanaged
export class KeptEvent extends Counted {
  /** As in `EventRecord`. A field that the kind of the event does not have counts for nothing. */
  time: f64;
  endTime: f64;
  fd: f64;
  asked: f64;
  moved: f64;
  kind: EventKind;
  pid: i32;
  line: u32;
  endLine: u32;
  call: i32;
  injected: i32;
  returned: i32;
  how: Direction;
  origin: Origin;
  by: EndedBy;
  /** 1 if a person left something out of a piece, of an event of which the capture does not show how many bytes were asked for. */
  hasElided: i32;
  /** The name of the error; null: none. */
  error: Text | null;
  /** 1 if its last bytes were looked at, and cannot be the end of a chunked body. */
  hasOpenTail: i32;

  setError(text: Text | null): void {
    this.error = replace<Text>(this.error, text);
  }

  /** The event at hand. */
  fill(): void {
    this.time = event.time;
    this.endTime = event.endTime;
    this.fd = event.fd;
    this.asked = event.asked;
    this.moved = event.moved;
    this.kind = event.kind;
    this.pid = event.pid;
    this.line = event.line;
    this.endLine = event.endLine;
    this.call = event.call;
    this.injected = event.injected;
    this.returned = event.returned;
    this.how = event.how;
    this.origin = event.origin;
    this.by = event.by;
    this.hasElided = isData(event.kind) && !isNumber(event.asked) && isAnyElided() ? 1 : 0;
    this.setError(event.errorEnd === 0 ? null : textOf(event.errorStart, event.errorEnd));
    this.hasOpenTail = 0;
  }
}

function isData(kind: EventKind): bool {
  return kind === EventKind.Write || kind === EventKind.Read;
}

function isAnyElided(): bool {
  for (let i = 0; i < moved.count; i++) if (moved.at(i).isElided) return true;
  return false;
}

let kept: KeptEvent | null = null;
/** The host keeps what these copies lack: the bytes, and the socket. */
let areReported: bool = false;

/** From now on the host hears of each copy, and when it is needed no more. */
export function reportKeptEvents(): void {
  areReported = true;
}

/** Another event is at hand. */
export function beginEventToKeep(): void {
  kept = null;
}

/** The copy of the event at hand: the same for all who keep it. */
export function keptEvent(): KeptEvent {
  const known = kept;
  if (known) return known;
  return keepIn(createCounted<KeptEvent>(destroyKeptEvent));
}

/** The same in the place of a copy that one object alone has kept, and does not need any more. */
export function keptEventInPlaceOf(old: KeptEvent | null): KeptEvent {
  if (kept || !old || old.users !== 1) return keptEvent();
  return keepIn(old);
}

function keepIn(place: KeptEvent): KeptEvent {
  place.fill();
  kept = place;
  if (areReported) reportKept(changetype<usize>(place));
  return place;
}

function destroyKeptEvent(address: usize): void {
  const event = changetype<KeptEvent>(address);
  event.setError(null);
  if (areReported) reportForgotten(address);
  destroy<KeptEvent>(event);
}
