/** What the tests ask of the arguments of single calls. */
import { address } from "../../../src/engine/assembly/arguments/structs/address";
import { epollChange, epollEvents } from "../../../src/engine/assembly/arguments/structs/epoll";
import { socketError } from "../../../src/engine/assembly/arguments/structs/options";
import { passedFds } from "../../../src/engine/assembly/arguments/structs/passed-fds";
import { pollAnswers } from "../../../src/engine/assembly/arguments/structs/poll";
import { say } from "./said";

export { sharesFiles } from "../../../src/engine/assembly/arguments/structs/clone";
export { reportsMore, setOfText } from "../../../src/engine/assembly/arguments/structs/epoll";
export { isLingerOfNothing } from "../../../src/engine/assembly/arguments/structs/options";

/** The address of the call, and its transport; -1: it has none. */
export function sayAddress(): i32 {
  const isRead = address.read();
  say(address.start, isRead ? address.end : 0);
  return isRead ? address.transport : -1;
}

export function readEpollChange(): bool {
  return epollChange.read();
}

export function epollOperation(): i32 {
  return epollChange.operation;
}

export function epollSet(): f64 {
  return epollChange.set;
}

export function epollFd(): f64 {
  return epollChange.fd;
}

export function epollAsksWritable(): bool {
  return epollChange.asksWritable;
}

export function sayEpollKey(): void {
  say(epollChange.keyStart, epollChange.keyEnd);
}

export function beginEpollEvents(): bool {
  return epollEvents.begin();
}

export function nextEpollEvent(): bool {
  return epollEvents.next();
}

export function epollEventsSet(): f64 {
  return epollEvents.set;
}

export function epollReady(): i32 {
  return epollEvents.ready;
}

export function sayEventKey(): void {
  say(epollEvents.keyStart, epollEvents.keyEnd);
}

export function beginPollAnswers(): bool {
  return pollAnswers.begin();
}

export function nextPollAnswer(): bool {
  return pollAnswers.next();
}

export function pollFd(): f64 {
  return pollAnswers.fd;
}

export function pollReady(): i32 {
  return pollAnswers.ready;
}

export function pollAsksWritable(): bool {
  return pollAnswers.asksWritable;
}

export function beginPassedFds(): void {
  passedFds.begin();
}

export function nextPassedFd(): bool {
  return passedFds.next();
}

export function passedFd(): f64 {
  return passedFds.fd;
}

export function sayPassedDecoration(): void {
  say(passedFds.decorationStart, passedFds.decorationEnd);
}

export function readSocketError(): bool {
  return socketError.read();
}

export function saySocketError(): void {
  say(socketError.start, socketError.end);
}
