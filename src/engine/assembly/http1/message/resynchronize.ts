/** How a lost stream is found again. */
import { Piece } from "../../buffers/piece";
import { FoundChunk, passed } from "../chunks/chunk-search";
import { isLastChunkAlone } from "../chunks/hidden-chunks";
import { restOfCall } from "../chunks/rest-of-call";
import { onBody, onFollowed, onFound } from "./handler";
import { startsMessage } from "./message-start";
import { ParserState } from "./states";
import { StreamPosition } from "./stream-position";

/** A lost stream is found again when a write begins like a message, or when a chunk ends where a write ends. */
export function resynchronize(stream: StreamPosition, piece: Piece, at: f64): f64 {
  if (at === 0 && startsMessage(stream, piece)) {
    if (stream.lost.isFollowed) onFollowed(stream);
    stream.position.enter(ParserState.Start);
    return 0;
  }
  const chunk = at === 0 ? stream.lost.find(restOfCall, stream.isOwn) : FoundChunk.None;
  if (chunk !== FoundChunk.None) {
    stream.position.enter(chunk === FoundChunk.Size ? ParserState.ChunkSize : ParserState.ChunkEnd);
    onFound(stream, isLastChunkAlone(restOfCall));
    return 0;
  }
  stream.lost.pass(piece, at, restOfCall.isLast);
  const lost = passed.lost;
  const isFound = passed.found;
  onBody(stream, lost);
  if (!isFound) return lost;
  stream.position.enter(ParserState.ChunkSize);
  onFound(stream, false);
  return lost;
}
