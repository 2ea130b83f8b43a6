/**
 * Orders calls that overlap. A write that has begun and not returned leaves open how many bytes the kernel takes. A shutdown or
 * close on another thread is therefore held, and reported after that write.
 */
import { deliver } from "../connections/connections";
import { EventKind } from "../events/event-kind";
import { EventRecord, event } from "../events/event-record";
import { create, destroy } from "../heap/allocate";
import { keep, letGo } from "../heap/counted";
import { createList, destroyList, List } from "../heap/list";
import { keyOfObject, OrderedMap } from "../heap/ordered-map";
import { Text, textOf } from "../heap/text";
import { only } from "../memory";
import { Socket } from "../sockets/socket";

/** A copy of an event, and of its error's name. */
@unmanaged
class HeldEvent extends EventRecord {
  error: Text | null;
}

const held: OrderedMap<List<HeldEvent>> = only<OrderedMap<List<HeldEvent>>>();

export function beginWrite(socket: Socket): void {
  socket.writesUnderWay++;
}

/** Reports the events that waited for this write, if no other write of the socket is under way. */
export function finishWrite(socket: Socket): void {
  if (socket.writesUnderWay === 0 || --socket.writesUnderWay > 0) return;
  const key = keyOfObject<Socket>(socket);
  if (!held.has(key)) return;
  const events = held.get(key);
  held.delete(key);
  for (let index = 0; index < events.length; index++) {
    takeOut(events.at(index));
    deliver(event);
  }
  destroyList<HeldEvent>(events);
}

/** A socket of which events wait; null if none do. */
export function socketWithHeld(): Socket | null {
  const index = held.after(-1);
  return index < 0 ? null : held.valueAt(index).at(0).socket;
}

/** Keeps an event that must wait. Returns false if the event need not wait. */
export function holdEvent(event: EventRecord): bool {
  const socket = event.socket;
  const mayWait = event.kind === EventKind.Shutdown || event.kind === EventKind.End;
  if (socket.writesUnderWay === 0 || !mayWait) return false;
  const key = keyOfObject<Socket>(socket);
  if (!held.has(key)) held.set(key, createList<HeldEvent>());
  held.get(key).push(copyOf(event));
  return true;
}

function copyOf(event: EventRecord): HeldEvent {
  const copy = create<HeldEvent>();
  memory.copy(changetype<usize>(copy), changetype<usize>(event), offsetof<EventRecord>());
  keep<Socket>(event.socket);
  if (event.errorEnd !== 0) copy.error = keep<Text>(textOf(event.errorStart, event.errorEnd));
  return copy;
}

/** Puts a held event where the host looks. What it refers to lasts until the line ends. */
function takeOut(copy: HeldEvent): void {
  memory.copy(changetype<usize>(event), changetype<usize>(copy), offsetof<EventRecord>());
  const error = copy.error;
  if (error) event.setError(error.start, error.end);
  letGo(error);
  letGo(copy.socket);
  destroy<HeldEvent>(copy);
}
