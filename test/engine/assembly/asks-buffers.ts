/** What the tests ask of the buffers of the current call. */
import { buffers } from "../../../src/engine/assembly/buffers/io-buffers";
import { moved, Pieces } from "../../../src/engine/assembly/buffers/pieces";
import { call } from "../../../src/engine/assembly/call/current-call";
import { callAt } from "../../../src/engine/assembly/calls/call";
import { say } from "./said";

export { beforeMark } from "../../../src/engine/assembly/buffers/mark";

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
