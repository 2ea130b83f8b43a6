/** What the tests ask of the engine about the current call, its arguments, its buffers and its decorations. */
import { decoration, fdArgument, readDecorationAfter, readFdArgument } from "../../../src/engine/assembly/arguments/fd";
import { flags } from "../../../src/engine/assembly/arguments/flags";
import { afterName } from "../../../src/engine/assembly/arguments/plain";
import { address } from "../../../src/engine/assembly/arguments/structs/address";
import { epollChange, epollEvents } from "../../../src/engine/assembly/arguments/structs/epoll";
import { isLingerOfNothing, mayHoldOption, socketError } from "../../../src/engine/assembly/arguments/structs/options";
import { passedFds } from "../../../src/engine/assembly/arguments/structs/passed-fds";
import { pollAnswers } from "../../../src/engine/assembly/arguments/structs/poll";
import { argumentsEndWith, argumentsHold, lastArgumentsHold } from "../../../src/engine/assembly/arguments/text";
import { quotedText } from "../../../src/engine/assembly/arguments/value";
import { buffers } from "../../../src/engine/assembly/buffers/io-buffers";
import { beforeMark } from "../../../src/engine/assembly/buffers/mark";
import { moved, Pieces } from "../../../src/engine/assembly/buffers/pieces";
import { call } from "../../../src/engine/assembly/call/current-call";
import { roomForCall } from "../../../src/engine/assembly/call/room";
import { callAt } from "../../../src/engine/assembly/calls/call";
import { defineCalls } from "../../../src/engine/assembly/calls/rows";
import { endpoints } from "../../../src/engine/assembly/decorations/endpoints";
import { heapBytes } from "../../../src/engine/assembly/heap/allocate";
import { reserve } from "../../../src/engine/assembly/memory";

export { roomForCanonical } from "../../../src/engine/assembly/arguments/canonical";
export { hasFlag, isConstant, isStreamType } from "../../../src/engine/assembly/arguments/constants";
export { elementAfter } from "../../../src/engine/assembly/arguments/elements";
export { fdAt, firstFd } from "../../../src/engine/assembly/arguments/fd";
export { firstItem, firstMember, isCutArray, memberAt, nextItem } from "../../../src/engine/assembly/arguments/items";
export { argument, beginArguments, lastArgument, valueOfRemark } from "../../../src/engine/assembly/arguments/list";
export { isPlain } from "../../../src/engine/assembly/arguments/plain";
export { pidOfPidfd, sharesFiles } from "../../../src/engine/assembly/arguments/structs/clone";
export { reportsMore, setOfText } from "../../../src/engine/assembly/arguments/structs/epoll";
export { lastNumber, mayHoldHighBits, mayHoldNumbers } from "../../../src/engine/assembly/arguments/text";
export {
  argumentsOfCall,
  changeOf,
  integerOf,
  isArray,
  isCall,
  isCutString,
  isInteger,
  isLeftOut,
  isString,
  isStruct,
} from "../../../src/engine/assembly/arguments/value";
export { readFlags } from "../../../src/engine/assembly/buffers/io-buffers";
export { currentCall } from "../../../src/engine/assembly/call/current-call";
export {
  hasReturned,
  isGarbled,
  isInjected,
  returnedCount,
  returnedFd,
} from "../../../src/engine/assembly/call/outcome";
export { indexOfCall } from "../../../src/engine/assembly/calls/names";
export { isBrokenName } from "../../../src/engine/assembly/decorations/endpoints";
export { isLingerOfNothing, reserve, heapBytes, roomForCall, beforeMark };

reserve(0);
defineCalls();

/** A text: where it begins and ends. */
let start: usize = 0;
let end: usize = 0;

export function textStart(): usize {
  return start;
}

export function textEnd(): usize {
  return end;
}

/** Sets the text; an end of 0: there is none. */
function say(from: usize, to: usize): void {
  start = to === 0 ? 0 : from;
  end = to;
}

import { readString } from "../../../src/engine/assembly/arguments/value";
import { unquote } from "../../../src/engine/assembly/buffers/unquote";
import { Room } from "../../../src/engine/assembly/call/room";
import { only } from "../../../src/engine/assembly/memory";

const room: Room = only<Room>();

/** The bytes of a string. */
export function sayString(value: usize): void {
  readString(value);
  const to = room.of(quotedText.length);
  say(to, unquote(to, quotedText.start, quotedText.end));
}

/** The name of a member; empty without one. */
export function sayName(member: usize): void {
  const value = afterName(member);
  say(member, value === member ? member : value - 1);
}

export function memberValue(member: usize): usize {
  return afterName(member);
}

/** The first name of flags. */
export function sayFirstName(value: usize): void {
  flags.read(value, "");
  say(flags.nameStart, flags.nameEnd);
}

export function flagsNumber(value: usize): f64 {
  flags.read(value, "");
  return flags.number;
}

export function sayFdArgument(index: i32): void {
  readFdArgument(index);
  say(fdArgument.start, fdArgument.end);
}

export function sayDecorationAfter(from: usize, to: usize): void {
  readDecorationAfter(from, to);
  say(decoration.start, decoration.end);
}

/** The address of the call, and its transport; -1: it has none. */
export function sayAddress(): i32 {
  const isRead = address.read();
  say(address.start, isRead ? address.end : 0);
  return isRead ? address.transport : -1;
}

export function readEndpoints(from: usize, to: usize): i32 {
  return endpoints.read(from, to);
}

export function transport(): i32 {
  return endpoints.transport;
}

export function sayLocal(): void {
  say(endpoints.localStart, endpoints.localEnd);
}

export function sayPeer(): void {
  say(endpoints.peerStart, endpoints.peerEnd);
}

export function sayIdentity(): void {
  say(endpoints.identityStart, endpoints.identityEnd);
}

export function isDamaged(): bool {
  return endpoints.isDamaged;
}

export function holdsPart(which: i32): bool {
  switch (which) {
    case 0:
      return argumentsHold("MSG_TRUNC");
    case 1:
      return lastArgumentsHold("MSG_MORE", 80);
    case 2:
      return argumentsEndWith(", SHUT_WR");
    case 3:
      return mayHoldOption("SO_ERROR");
    default:
      return argumentsHold("CLEX");
  }
}

/** Reads the buffers of the call; returns the bytes that were asked for. */
export function readBuffers(): f64 {
  buffers.read(callAt(call.call));
  return buffers.asked;
}

export function dropUrgent(): f64 {
  buffers.dropUrgent();
  return buffers.asked;
}

export function movedBytes(): f64 {
  return buffers.movedBytes();
}

export function move(count: f64): void {
  buffers.take(count);
}

export function messageFlags(): usize {
  return readFlags0();
}

import { readFlags } from "../../../src/engine/assembly/buffers/io-buffers";

function readFlags0(): usize {
  return readFlags(callAt(call.call));
}

/** The buffers of the call, or of what it moved. */
function pieces(areMoved: bool): Pieces {
  return areMoved ? moved : buffers.pieces;
}

export function pieceCount(areMoved: bool): i32 {
  return pieces(areMoved).count;
}

export function pieceLength(areMoved: bool, index: i32): f64 {
  return pieces(areMoved).at(index).length;
}

export function misfit(areMoved: bool, index: i32): f64 {
  return pieces(areMoved).at(index).misfit;
}

export function saySeen(areMoved: bool, index: i32): void {
  const piece = pieces(areMoved).at(index);
  say(piece.seenStart, piece.seenEnd);
}

export function sayStart(areMoved: bool, index: i32): void {
  const piece = pieces(areMoved).at(index);
  say(piece.startStart, piece.startEnd);
}

export function isElided(areMoved: bool, index: i32): bool {
  return pieces(areMoved).at(index).isElided;
}

export function sayElided(areMoved: bool, index: i32): void {
  const piece = pieces(areMoved).at(index);
  say(piece.seenStart, piece.elidedEnd);
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
