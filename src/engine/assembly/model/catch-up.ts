/** What lines said of many sockets, which each socket hears of before its next event. */
import { call } from "../call/current-call";
import { takeMark } from "../connections/connections";
import { EventContext } from "../events/event-context";
import { EventKind } from "../events/event-kind";
import { event } from "../events/event-record";
import { FdNode } from "../fds/fd-node";
import { FdTable } from "../fds/fd-table";
import { create } from "../heap/allocate";
import { destroyList, List } from "../heap/list";
import { Mark, MarkKind, markOfHost, markOfRelease, markOfRing } from "../later/mark";
import { createMarkingCall, MarkingCall } from "../later/marking-call";
import { createMarks, Marks } from "../later/marks";
import { NO_FD } from "../later/news-item";
import { Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";
import { threads } from "../threads/threads";
import { sendEventOf } from "./send-event";

/** What lines said of all sockets, and of those of any table. */
const ofAll: Marks = createMarks();
const ofAny: Marks = createMarks();

let released: bool = false;

/** True once a call closed fds that other processes have as well. */
export function hasReleased(): bool {
  return released;
}

/** Something was said of all sockets of a table; null for those of all tables. */
export function markSockets(kind: i32, table: FdTable | null): void {
  const mark = markOfHost(kind);
  if (table) markTable(table, mark);
  else ofAll.add(mark);
}

/** The process gave work to its io_uring. Each of its sockets hears of it before the next event of its own. */
export function emitRing(table: FdTable, pid: i32): void {
  markTable(table, markOfRing(markingCall(pid, table)));
}

function markTable(table: FdTable, mark: Mark): void {
  table.mark(mark);
  ofAny.add(mark);
}

/** A call closed all fds of these parts, which other processes have as well. Each socket hears of it before its next event. */
export function emitReleases(parts: List<FdNode>, thread: Thread): void {
  const mark = markOfRelease(markingCall(thread.pid, thread.table));
  for (let index = 0; index < parts.length; index++) parts.at(index).mark(mark);
  released = true;
}

/** The current call, as sockets will hear of it. */
function markingCall(pid: i32, table: FdTable): MarkingCall {
  const marking = createMarkingCall();
  marking.time = call.beginTime;
  marking.endTime = call.endTime;
  marking.line = call.beginLine;
  marking.endLine = call.endLine;
  marking.call = call.call;
  marking.pid = pid;
  marking.assumed = table.assumed;
  return marking;
}

/** Reports the closed fds of these sockets now. The caller looks next at which threads have used each socket. */
export function reportReleases(sockets: List<Socket>): void {
  for (let index = 0; index < sockets.length; index++) reportReleasesOf(sockets.at(index));
  destroyList<Socket>(sockets);
}

export function reportReleasesOf(socket: Socket): void {
  if (socket.news.wasReleased) catchUp(socket);
}

/** Reports what lines said of many sockets, and so of this one. */
export function catchUp(socket: Socket): void {
  let news = socket.news.latest(ofAll, ofAny);
  while (news) {
    const mark = news.mark;
    const marking = mark.call;
    if (!marking) takeMark(socket, mark.kind - MarkKind.Host);
    else emitMarking(socket, mark.kind, marking, news.fd === NO_FD ? socket.fd : news.fd);
    news = news.next;
  }
}

const context: EventContext = create<EventContext>();

function emitMarking(socket: Socket, kind: i32, marking: MarkingCall, fd: f64): void {
  const pid = marking.pid;
  context.isOfLine(pid, marking.line, marking.time);
  context.endLine = marking.endLine;
  context.endTime = marking.endTime;
  context.call = marking.call;
  event.begin(kind === MarkKind.Ring ? EventKind.Ring : EventKind.Release, socket, fd, context);
  event.pid = pid;
  const thread = threads.hasAssumed ? threads.find(pid) : null;
  const isAssumedNow = thread !== null && thread.table.assumed;
  sendEventOf(event, socket, kind === MarkKind.Ring ? isAssumedNow : marking.assumed);
}
