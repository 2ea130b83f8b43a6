/** Texts that the host asks for while an event is reported. It is told how long a text is, and then where it stands. */
import { Piece } from "../buffers/piece";
import { moved, offered, Pieces } from "../buffers/pieces";
import { Text } from "../heap/text";
import { only } from "../memory";
import { LastRead } from "../sockets/orders";
import { Socket } from "../sockets/socket";

/** Of a socket. */
export enum SocketText {
  Local,
  Peer,
  Identity,
  Decoration,
  /** The signal that may have told the program to end the stream. */
  Signal,
  /** The first bytes of the read that may have told it. */
  Read,
}

/** Of a piece of what was read or written. */
export enum PieceText {
  Seen,
  /** The beginning of what is seen. */
  Start,
  /** What a person left of it. */
  Elided,
  /** What strace printed between quotes, if the whole text of the call is plain; empty if it printed nothing. */
  Quoted,
}

/** In place of the length of a text that does not exist. */
const NO_TEXT: i32 = -1;

let start: usize = 0;

/** Where the text stands that was asked for last. */
export function textStart(): usize {
  return start;
}

/** The length of a text of a socket; NO_TEXT: there is none. */
export function socketText(socket: Socket, which: SocketText): i32 {
  switch (which) {
    case SocketText.Local:
      return lengthOf(socket.local);
    case SocketText.Peer:
      return lengthOf(socket.peer);
    case SocketText.Identity:
      return lengthOf(socket.identity);
    case SocketText.Decoration:
      return lengthOf(socket.decoration);
    default:
      return ordersText(socket, which);
  }
}

function lengthOf(text: Text | null): i32 {
  if (!text) return NO_TEXT;
  start = text.start;
  return text.length;
}

function ordersText(socket: Socket, which: SocketText): i32 {
  const orders = socket.orders;
  if (!orders) return NO_TEXT;
  const signal = orders.signal;
  if (which === SocketText.Signal) return signal ? lengthOf(signal.name) : NO_TEXT;
  const read = orders.read;
  return read ? bytesRead(read) : NO_TEXT;
}

const firstPiece: Piece = only<Piece>();

function bytesRead(read: LastRead): i32 {
  const printed = read.printed;
  firstPiece.forget();
  firstPiece.set(printed.start, printed.end, read.isQuoted, read.length, read.isCut);
  return span(firstPiece.seenStart, firstPiece.seenEnd);
}

function span(from: usize, end: usize): i32 {
  start = from;
  return <i32>(end - from);
}

/** How many pieces the event has: of what moved, or of what the program offered. */
export function pieceCount(isOffered: bool): i32 {
  return piecesOf(isOffered).count;
}

function piecesOf(isOffered: bool): Pieces {
  return isOffered ? offered : moved;
}

export function pieceLength(isOffered: bool, index: i32): f64 {
  return piecesOf(isOffered).at(index).length;
}

/** The bytes of the whole buffer, if the piece is only the part of it that the call moved. */
export function piecePrinted(isOffered: bool, index: i32): f64 {
  return piecesOf(isOffered).at(index).printed;
}

/** True if strace itself shows no more of it. */
export function isPieceCut(isOffered: bool, index: i32): bool {
  return piecesOf(isOffered).at(index).isCut;
}

export function pieceMisfit(isOffered: bool, index: i32): f64 {
  return piecesOf(isOffered).at(index).misfit;
}

/** The length of a text of a piece; NO_TEXT: there is none. */
export function pieceText(isOffered: bool, index: i32, which: PieceText): i32 {
  const piece = piecesOf(isOffered).at(index);
  if (which === PieceText.Seen) return span(piece.seenStart, piece.seenEnd);
  if (which === PieceText.Start) return span(piece.startStart, piece.startEnd);
  if (which === PieceText.Quoted) return piece.hasStart ? span(piece.textStart, piece.textEnd) : NO_TEXT;
  return piece.isElided ? span(piece.seenStart, piece.elidedEnd) : NO_TEXT;
}
