/** Fd tables, as tests see them: by their addresses. */
import { ClosedFds } from "../../../src/engine/assembly/fds/closed-fds";
import { createTable, FdTable } from "../../../src/engine/assembly/fds/fd-table";
import { keep, letGo } from "../../../src/engine/assembly/heap/counted";
import { createList } from "../../../src/engine/assembly/heap/list";
import { Text } from "../../../src/engine/assembly/heap/text";
import { markOfRelease } from "../../../src/engine/assembly/later/mark";
import { createMarkingCall } from "../../../src/engine/assembly/later/marking-call";
import { Socket } from "../../../src/engine/assembly/sockets/socket";
import { handOut, handOutObjects, scratch, textAt } from "./results";

/** The test keeps it. */
export function makeTable(): FdTable {
  return keep<FdTable>(createTable());
}

export function dropTable(table: FdTable): void {
  letGo(table);
}

export function setFd(table: FdTable, fd: f64, socket: Socket | null, closeOnExec: bool, opener: i32): void {
  table.set(fd, socket, closeOnExec, opener);
}

/** What a number stands for; false if it is not in use. */
export function getFd(table: FdTable, fd: f64): bool {
  const entry = table.get(fd);
  if (!entry) return false;
  const facts = createList<f64>();
  facts.push(entry.fd);
  facts.push(<f64>changetype<usize>(entry.socket));
  facts.push(<f64>table.isClosedByExec(fd));
  facts.push(<f64>entry.opener);
  facts.push(<f64>entry.order);
  handOut(facts);
  return true;
}

export function markCloseOnExec(table: FdTable, fd: f64, value: bool): void {
  table.markCloseOnExec(fd, value);
}

export function markRangeCloseOnExec(table: FdTable, first: f64, last: f64): void {
  table.markRangeCloseOnExec(first, last);
}

export function deleteFd(table: FdTable, fd: f64): Socket | null {
  return table.delete(fd);
}

/** Takes out what an exec closes. Hands out the fds, and after them how many parts are shared. */
export function takeClosedByExec(table: FdTable, isMarked: bool): void {
  leave(table.takeClosedByExec(), isMarked);
}

export function takeFds(table: FdTable, first: f64, last: f64, isMarked: bool): void {
  leave(table.take(first, last), isMarked);
}

/** Of each fd: its number, its socket and, after it left, how many references the socket has. */
function leave(closed: ClosedFds, isMarked: bool): void {
  const facts = createList<f64>();
  if (isMarked) {
    const mark = markOfRelease(createMarkingCall());
    for (let i = 0; i < closed.shared.length; i++) closed.shared.at(i).mark(mark);
  }
  for (let i = 0; i < closed.fds.length; i++) {
    const taken = closed.fds.at(i);
    taken.left();
    const socket = taken.entry.socket;
    facts.push(taken.entry.fd);
    facts.push(<f64>changetype<usize>(socket));
    facts.push(socket ? <f64>socket.references : -1);
  }
  facts.push(<f64>closed.shared.length);
  handOut(facts);
}

export function socketsOfTable(table: FdTable): void {
  handOutObjects<Socket>(table.sockets());
}

export function copyTable(table: FdTable): FdTable {
  return keep<FdTable>(table.copy());
}

export function splitTable(table: FdTable, pid: i32): FdTable {
  return keep<FdTable>(table.splitFor(pid));
}

export function absorbTable(table: FdTable, other: FdTable): void {
  table.absorb(other);
}

export function agreesWith(table: FdTable, other: FdTable): bool {
  return table.agreesWith(other);
}

/** The data stands in the scratch. */
export function addToEpoll(table: FdTable, set: f64, fd: f64, length: i32, asksWritable: bool): void {
  table.epollSet(set).add(fd, changetype<Text>(textAt(scratch(), length)), asksWritable);
}

export function removeFromEpoll(table: FdTable, set: f64, fd: f64): void {
  table.epollSet(set).remove(fd);
}

export function shareEpoll(table: FdTable, from: f64, to: f64): void {
  table.shareEpollSet(from, to);
}

export function learnEpoll(table: FdTable, other: FdTable): void {
  table.learnEpollSets(other);
}

export function epollFdOf(table: FdTable, set: f64, length: i32): f64 {
  return table.epollSet(set).fdOf(scratch(), scratch() + length);
}

export function epollAsksWritable(table: FdTable, set: f64, fd: f64): bool {
  return table.epollSet(set).asksWritable(fd);
}

export function waitsToWrite(table: FdTable): bool {
  return table.waitsToWrite;
}

export function hangUp(table: FdTable, line: u32): void {
  table.hangUpUnplaced(line);
}

export function mayHaveHungUp(table: FdTable, fd: f64, since: u32): bool {
  return table.mayHaveHungUp(fd, since);
}
