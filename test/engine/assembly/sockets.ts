/** Sockets, as tests see them: by their addresses. */
import { FdTable, homeOf } from "../../../src/engine/assembly/fds/fd-table";
import { keep, letGo } from "../../../src/engine/assembly/heap/counted";
import { createList } from "../../../src/engine/assembly/heap/list";
import { Text } from "../../../src/engine/assembly/heap/text";
import { counter, Mark, markOfHost, markOfRing } from "../../../src/engine/assembly/later/mark";
import { createMarkingCall } from "../../../src/engine/assembly/later/marking-call";
import { createMarks, destroyMarks, Marks } from "../../../src/engine/assembly/later/marks";
import { live } from "../../../src/engine/assembly/sockets/live-sockets";
import { Socket } from "../../../src/engine/assembly/sockets/socket";
import { handOut, handOutObjects, scratch, textAt } from "./results";

let ofAll: Marks = createMarks();
let ofAny: Marks = createMarks();

/** The test keeps it. */
export function makeSocket(origin: i32, pid: i32, fd: f64): Socket {
  return keep<Socket>(live.make(origin, pid, fd));
}

export function dropSocket(socket: Socket): void {
  letGo(socket);
}

export function addLive(socket: Socket): void {
  live.add(socket);
}

export function removeLive(socket: Socket): void {
  live.remove(socket);
}

export function liveSockets(): void {
  handOutObjects<Socket>(live.all());
}

/** False if there are not too many. */
export function idleSockets(): bool {
  const idle = live.idle();
  if (idle) handOutObjects<Socket>(idle);
  return idle !== null;
}

/** The three texts stand one after the other in the scratch; a negative length stands for none. */
export function describeSocket(socket: Socket, transport: i32, local: i32, peer: i32, identity: i32): void {
  const peerAt = scratch() + max(local, 0);
  const identityAt = peerAt + max(peer, 0);
  const name = textAt(identityAt, identity);
  live.describe(socket, transport, textAt(scratch(), local), textAt(peerAt, peer), name);
}

export function socketNamed(length: i32): Socket | null {
  return live.named(textAt(scratch(), length));
}

export function isSocketOtherThan(socket: Socket, transport: i32, length: i32): bool {
  return socket.isOtherThan(transport, textAt(scratch(), length));
}

export function setDecoration(socket: Socket, length: i32): void {
  socket.decoration = textAt(scratch(), length);
}

export function isDecoratedAs(socket: Socket, length: i32): bool {
  return socket.isDecoratedAs(scratch(), scratch() + length);
}

/** Copies a text of a socket to the scratch. Returns its length, negative without one. */
export function textOfSocket(socket: Socket, which: i32): i32 {
  let text: Text | null = socket.local;
  if (which === 1) text = socket.peer;
  if (which === 2) text = socket.identity;
  if (!text) return -1;
  memory.copy(scratch(), text.start, text.length);
  return text.length;
}

export function touchSocket(socket: Socket, pid: i32, assumed: bool): void {
  socket.touch(pid, assumed);
}

export function carrySocket(socket: Socket, pid: i32, line: u32): void {
  socket.carry(pid, line);
  socket.hasCarried = true;
}

export function setMayBeTwo(socket: Socket, value: bool): void {
  socket.mayBeTwo = value;
}

export function setLastUse(socket: Socket, line: u32): void {
  socket.lastUse = line;
}

/** All that is not text, as numbers. */
export function socketFacts(socket: Socket, pid: i32): void {
  const facts = createList<f64>();
  facts.push(<f64>socket.id);
  facts.push(<f64>socket.transport);
  facts.push(<f64>socket.references);
  facts.push(<f64>socket.switchedAt);
  facts.push(<f64>socket.isConnection);
  facts.push(<f64>socket.isUsedOnlyBy(pid));
  facts.push(<f64>socket.isOnlyOf(pid));
  facts.push(<f64>socket.usedBySeveralThreads);
  facts.push(<f64>socket.wasAssumed);
  facts.push(<f64>socket.proven);
  handOut(facts);
}

export function homeOfSocket(socket: Socket): FdTable | null {
  return homeOf(socket);
}

/** A line says something of all sockets of a table; null: of all tables. */
export function markTable(table: FdTable | null, kind: i32): void {
  add(table, markOfHost(kind));
}

export function markRing(table: FdTable, pid: i32): void {
  const call = createMarkingCall();
  call.pid = pid;
  add(table, markOfRing(call));
}

function add(table: FdTable | null, mark: Mark): void {
  if (!table) ofAll.add(mark);
  else {
    table.mark(mark);
    ofAny.add(mark);
  }
}

export function markSocket(socket: Socket, kind: i32): void {
  socket.news.take(kind);
}

export function isBehind(socket: Socket): bool {
  return socket.news.isBehind;
}

export function wasReleased(socket: Socket): bool {
  return socket.news.wasReleased;
}

/** The news of a socket: kind, number and fd of each. */
export function newsOf(socket: Socket): void {
  const facts = createList<f64>();
  let news = socket.news.latest(ofAll, ofAny);
  while (news) {
    facts.push(<f64>news.mark.kind);
    facts.push(<f64>news.mark.number);
    facts.push(news.fd);
    news = news.next;
  }
  handOut(facts);
}

export function lastMark(): i32 {
  return counter.last;
}

/** Forgets the marks of all tables. */
export function forgetMarks(): void {
  destroyMarks(ofAll);
  destroyMarks(ofAny);
  ofAll = createMarks();
  ofAny = createMarks();
}
