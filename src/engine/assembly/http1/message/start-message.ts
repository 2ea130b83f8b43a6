/** Where a message may start, or goes on to start (core/protocols/http1/message/message-parser.ts). */
import { Piece } from "../../buffers/piece";
import { onStart, onSurplus, sureStart } from "./handler";
import { shown } from "./message-bytes";
import { MessageParser } from "./message-parser";
import { Opening, openingAfter, openingAt } from "./message-start";
import { Gap, ParserState } from "./states";

/** Consumes bytes where a message may start. Returns how many; 0 if only the state changed. */
export function startMessage(parser: MessageParser, piece: Piece, at: f64): f64 {
  const rest = piece.length - at;
  switch (openingAt(parser, piece, at)) {
    case Opening.Hidden:
      parser.lose(Gap.Start, 0, 0, piece.isElided);
      return 0;
    case Opening.EmptyLine:
      return 1;
    case Opening.Surplus:
      onSurplus(parser, rest);
      return rest;
    case Opening.Undecided:
      parser.position.add(shown.from, shown.end);
      return rest;
    default:
      parser.position.enter(ParserState.Head);
      onStart(parser);
      return 0;
  }
}

/** What was seen so far may become the start of a message. */
export function startAfter(parser: MessageParser, piece: Piece, at: f64): f64 {
  const before = parser.position.length;
  shown.look(piece, at);
  const more = max(0, sureStart(parser) - before);
  parser.position.add(shown.from, min(shown.end, shown.from + more));
  const isAll = <f64>shown.length === piece.length;
  const opening = openingAfter(parser, parser.position.start, parser.position.end, isAll);
  if (opening === Opening.Undecided) return piece.length - at;
  if (opening === Opening.Message) {
    parser.position.state = ParserState.Head;
    parser.position.cutTo(before);
    onStart(parser);
  } else {
    parser.position.enter(ParserState.Start);
    onSurplus(parser, <f64>before);
  }
  return 0;
}
