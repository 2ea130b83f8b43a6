/** How a lost stream is found again (core/protocols/http1/message/message-parser.ts). */
import { Piece } from "../../buffers/piece";
import { FoundChunk, passed } from "../chunks/chunk-search";
import { isLastChunkAlone } from "../chunks/hidden-chunks";
import { restOfCall } from "../chunks/rest-of-call";
import { onBody, onFollowed, onFound } from "./handler";
import { MessageParser } from "./message-parser";
import { startsMessage } from "./message-start";
import { ParserState } from "./states";

/** A lost stream is found again when a write begins like a message, or when a chunk ends where a write ends. */
export function resynchronize(parser: MessageParser, piece: Piece, at: f64): f64 {
  if (at === 0 && startsMessage(parser, piece)) {
    if (parser.lost.isFollowed) onFollowed(parser);
    parser.position.enter(ParserState.Start);
    return 0;
  }
  const chunk = at === 0 ? parser.lost.find(restOfCall, parser.isOwn) : FoundChunk.None;
  if (chunk !== FoundChunk.None) {
    parser.position.enter(chunk === FoundChunk.Size ? ParserState.ChunkSize : ParserState.ChunkEnd);
    onFound(parser, isLastChunkAlone(restOfCall));
    return 0;
  }
  parser.lost.pass(piece, at, restOfCall.isLast);
  const lost = passed.lost;
  const isFound = passed.found;
  onBody(parser, lost);
  if (!isFound) return lost;
  parser.position.enter(ParserState.ChunkSize);
  onFound(parser, false);
  return lost;
}
