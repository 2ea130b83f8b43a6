/** Where a message may start, or goes on to start. */
import { Piece } from "../../buffers/piece";
import { onStart, onSurplus } from "./handler";
import { shown } from "./message-bytes";
import { Opening, openingAfter, openingAt } from "./message-start";
import { Gap, ParserState } from "./states";
import { StreamPosition } from "./stream-position";

/** Consumes bytes where a message may start. Returns how many; 0 if only the state changed. */
export function startMessage(stream: StreamPosition, piece: Piece, at: f64): f64 {
  const rest = piece.length - at;
  switch (openingAt(stream, piece, at)) {
    case Opening.Hidden:
      stream.lose(Gap.Start, 0, 0, piece.isElided);
      return 0;
    case Opening.EmptyLine:
      return 1;
    case Opening.Surplus:
      onSurplus(stream, rest);
      return rest;
    case Opening.Undecided:
      stream.position.add(shown.from, shown.end);
      return rest;
    default:
      stream.position.enter(ParserState.Head);
      onStart(stream);
      return 0;
  }
}

/** What was seen so far may become the start of a message. */
export function startAfter(stream: StreamPosition, piece: Piece, at: f64): f64 {
  const before = stream.position.length;
  shown.look(piece, at);
  const more = max(0, stream.handler.sureStart - before);
  stream.position.add(shown.from, min(shown.end, shown.from + more));
  const isAll = <f64>shown.length === piece.length;
  const opening = openingAfter(stream, stream.position.start, stream.position.end, isAll);
  if (opening === Opening.Undecided) return piece.length - at;
  if (opening === Opening.Message) {
    stream.position.state = ParserState.Head;
    stream.position.cutTo(before);
    onStart(stream);
  } else {
    stream.position.enter(ParserState.Start);
    onSurplus(stream, <f64>before);
  }
  return 0;
}
