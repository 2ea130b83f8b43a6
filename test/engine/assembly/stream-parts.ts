/** The parts of a parser, by themselves. Objects are addresses; what is more than a number goes to the log. */
import { create, destroy } from "../../../src/engine/assembly/heap/allocate";
import { keep, letGo } from "../../../src/engine/assembly/heap/counted";
import { textOf } from "../../../src/engine/assembly/heap/text";
import { FoundChunk, passed } from "../../../src/engine/assembly/http1/chunks/chunk-search";
import { isLastChunkAlone } from "../../../src/engine/assembly/http1/chunks/hidden-chunks";
import { restOfCall } from "../../../src/engine/assembly/http1/chunks/rest-of-call";
import { createExchange, Exchange } from "../../../src/engine/assembly/http1/exchange";
import { fieldsRead } from "../../../src/engine/assembly/http1/head/fields";
import { noteDoubt } from "../../../src/engine/assembly/http1/message/dry-run";
import { GatheredKind, gathered } from "../../../src/engine/assembly/http1/message/gathered-text";
import { HandledStream } from "../../../src/engine/assembly/http1/message/handler-table";
import { LostStream } from "../../../src/engine/assembly/http1/message/lost-stream";
import { readTrailers, shown, trailers } from "../../../src/engine/assembly/http1/message/message-bytes";
import { MessageParser } from "../../../src/engine/assembly/http1/message/message-parser";
import { openingAfter, openingAt, startsMessage } from "../../../src/engine/assembly/http1/message/message-start";
import { Position } from "../../../src/engine/assembly/http1/message/position";
import { Gap, ParserState } from "../../../src/engine/assembly/http1/message/states";
import { createRequest, Request } from "../../../src/engine/assembly/http1/request";
import { logger, write, writeText } from "./stream-log";
import { pieces } from "./stream-parsers";

/** Where a parser stands, with a text that is not whole yet. */
export function makePosition(state: ParserState): Position {
  const position = create<Position>();
  position.enter(state);
  return position;
}

export function dropPosition(position: Position): void {
  position.clear();
  destroy<Position>(position);
}

export function copyPosition(position: Position): Position {
  const copy = create<Position>();
  copy.copyOf(position);
  return copy;
}

/** One more part, in which the text does not end. */
export function appendTo(position: Position, p: usize, end: usize): void {
  position.append(position.state, p, end);
}

/** How many bytes of a part belong to the text that ends in it; -1: it does not. */
export function endIn(position: Position, p: usize, end: usize): i32 {
  const found = position.endIn(position.state, p, end);
  return found === 0 ? -1 : <i32>(found - p);
}

export function isBetweenChunks(position: Position): bool {
  return position.isBetweenChunks;
}

export function writePosition(position: Position): void {
  writeText(position.start, position.end);
}

/** What the only piece brings to the text, from a place on. */
export function gather(position: Position, isBareLf: bool, at: f64): void {
  position.isBareLf = isBareLf;
  gathered.gather(position.state, position, pieces.at(0), at);
  fieldsRead.forget();
  write(gathered.kind);
  write(gathered.taken);
  if (gathered.kind === GatheredKind.Known) {
    write(gathered.state);
    write(gathered.hasReturn ? 1 : 0);
    return;
  }
  const isPartial = gathered.kind === GatheredKind.Partial;
  writeText(isPartial ? position.start : gathered.start, isPartial ? position.end : gathered.end);
  if (gathered.kind !== GatheredKind.Lost) return;
  write(gathered.hidden);
  write(gathered.isElided ? 1 : 0);
}

/** True if all of the only piece was unquoted. */
export function wasLookedAt(): bool {
  return pieces.at(0).wasLookedAt;
}

/** How many bytes of the only piece are looked at for a place. */
export function shownAt(at: f64): i32 {
  shown.look(pieces.at(0), at);
  return shown.length;
}

/** A stream that was lost. */
export function makeLost(gap: Gap): LostStream {
  const stream = create<LostStream>();
  stream.begin(gap);
  return stream;
}

export function loseAgain(stream: LostStream, gap: Gap): void {
  stream.begin(gap);
}

export function dropLost(stream: LostStream): void {
  destroy<LostStream>(stream);
}

/** A bit each: another message shows that the one before had ended; a chunk is under way. */
export function lostFacts(stream: LostStream): i32 {
  return (stream.isFollowed ? 1 : 0) + (stream.isInside ? 2 : 0);
}

/** The call begins: what is found, and 4 more if that is the last chunk alone. */
export function findInCall(stream: LostStream, isOwn: bool): i32 {
  restOfCall.begin(pieces);
  const found = stream.find(restOfCall, isOwn);
  const isLast = found !== FoundChunk.None && isLastChunkAlone(restOfCall);
  restOfCall.forget();
  return found + (isLast ? 4 : 0);
}

/** The bytes of the only piece from a place on go by. */
export function passInCall(stream: LostStream, at: f64, isLast: bool): void {
  stream.pass(pieces.at(0), at, isLast);
  write(passed.lost);
  write(passed.found ? 1 : 0);
}

const stream: HandledStream = create<HandledStream>();
stream.handler = logger;

/** What the only piece holds at a place where a message may start. */
export function openingIn(at: f64): i32 {
  return openingAt(stream, pieces.at(0), at);
}

/** What follows an undecided opening. */
export function openingOf(p: usize, end: usize, isAll: bool): i32 {
  return openingAfter(stream, p, end, isAll);
}

export function isStartOfMessage(): bool {
  return startsMessage(stream, pieces.at(0));
}

/** Where a trailer section ends; -1: it does not. */
export function endOfTrailers(p: usize, end: usize): i32 {
  readTrailers(0, p, end);
  return trailers.end === 0 ? -1 : <i32>(trailers.end - p);
}

/** True if bytes in doubt may hold the end of a response: those before them, and the pieces. An empty method: none was seen. */
export function mayEndIn(
  parser: MessageParser,
  p: usize,
  end: usize,
  isOffered: bool,
  inDoubt: f64,
  mayEnd: bool,
): bool {
  let request: Request | null = null;
  if (p !== end) request = createRequest(textOf(p, end), textOf(p, p), 1, false);
  const exchange = keep<Exchange>(createExchange(0, request));
  exchange.inDoubtBytes = inDoubt;
  exchange.mayEndInDoubt = mayEnd ? 1 : 0;
  noteDoubt(exchange, parser, isOffered ? pieces : null);
  const answer = exchange.mayEndInDoubt !== 0;
  letGo(exchange);
  return answer;
}
