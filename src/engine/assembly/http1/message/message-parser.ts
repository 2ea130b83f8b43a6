/** Follows one direction of a connection, message by message. */
import { NO_NUMBER } from "../../arguments/integer";
import { Piece } from "../../buffers/piece";
import { Pieces } from "../../buffers/pieces";
import { endsWith } from "../../bytes";
import { Char } from "../../char";
import { create, destroy } from "../../heap/allocate";
import { chunkSizeOf, NO_SIZE } from "../chunks/hidden-chunks";
import { restOfCall } from "../chunks/rest-of-call";
import { fieldsRead } from "../head/fields";
import { declared, Framing } from "../head/framing";
import { beforeWhite } from "../text-classes";
import { GatheredKind, gathered } from "./gathered-text";
import {
  mayBeBodiless,
  mayHideRest,
  onBodiless,
  onBody,
  onBytes,
  onEnd,
  onFollowed,
  onHead,
  onHeadCut,
  onInstead,
  onRestHidden,
  parseHead,
} from "./handler";
import { HandlerTable } from "./handler-table";
import { startsMessage } from "./message-start";
import { resynchronize } from "./resynchronize";
import { startAfter, startMessage } from "./start-message";
import { Gap, ParserState } from "./states";
import { aside, StreamPosition } from "./stream-position";

/** Larger than any head that a server accepts, in bytes. A longer text is not a head. */
const MOST_HEAD: i32 = 262_144;

/** The capture may show only some of the bytes. Its owner destroys it. */
@unmanaged
export class MessageParser extends StreamPosition {
  /** True until the first byte of a body was seen. */
  private isBodyAhead: bool;

  get state(): ParserState {
    return this.position.state;
  }

  /** True if what comes next is not the rest of a chunk. */
  get isBetweenChunks(): bool {
    return this.position.isBetweenChunks;
  }

  /**
   * Takes the next bytes of the stream: those of one call.
   *
   * @param isOwn the program meant the call to begin and to end here
   */
  take(pieces: Pieces, isOwn: bool): void {
    restOfCall.begin(pieces);
    this.isOwn = isOwn;
    for (let index = 0; index < pieces.count; index++) {
      this.feed(pieces.at(index));
      restOfCall.next();
    }
    restOfCall.forget();
  }

  /** A parser that goes on from here, for bytes of which nobody knows whether they were sent. */
  fork(handler: HandlerTable, owner: usize): MessageParser {
    const other = createParser(handler, owner);
    other.position.copyOf(this.position);
    return other;
  }

  /** What was seen of a head that is not whole yet, from its start to its end; both are 0 outside a head. */
  get partialHead(): usize {
    return this.state === ParserState.Head ? this.position.start : 0;
  }

  get partialHeadEnd(): usize {
    return this.state === ParserState.Head ? this.position.end : 0;
  }

  /** Bytes until the body ends; NO_NUMBER outside a body, or if its framing does not give its length. */
  get left(): f64 {
    return this.state === ParserState.Fixed ? this.position.left : NO_NUMBER;
  }

  private feed(piece: Piece): void {
    for (let at: f64 = 0; at < piece.length; ) {
      const state = this.state;
      const taken = this.takeFrom(piece, at);
      const isOpening = state === ParserState.Start && !this.position.isEmpty;
      if (taken > 0) onBytes(this, isOpening ? ParserState.Head : state, taken);
      at += taken;
    }
  }

  /** Consumes bytes of the piece from `at`. Returns how many; 0 if only the state changed. */
  private takeFrom(piece: Piece, at: f64): f64 {
    const rest = piece.length - at;
    if (this.isBodyAhead && at === 0 && mayBeBodiless(this) && startsMessage(this, piece)) {
      this.position.enter(ParserState.Start);
      onBodiless(this);
    }
    this.isBodyAhead = false;
    if (this.state === ParserState.Fixed && at === 0 && restOfCall.isFromStart && this.startsAfterHidden(piece)) {
      this.position.enter(ParserState.Start);
      onRestHidden(this);
    }
    const state = this.state;
    switch (state) {
      case ParserState.Start:
        return this.position.isEmpty ? startMessage(this, piece, at) : startAfter(this, piece, at);
      case ParserState.Head:
      case ParserState.Trailers:
        return this.gather(state, piece, at);
      case ParserState.ChunkSize:
      case ParserState.ChunkEnd:
        if (at === 0 && this.position.isEmpty && startsMessage(this, piece)) return this.another(piece);
        return this.gather(state, piece, at);
      case ParserState.LastChunk:
        return this.afterLastChunk(piece);
      case ParserState.Fixed:
      case ParserState.ChunkData:
        return this.body(min<f64>(rest, this.position.left));
      case ParserState.UntilClose:
        onBody(this, rest);
        return rest;
      case ParserState.Unended:
        return at === 0 && startsMessage(this, piece) ? this.another(piece) : rest; // no reader takes it for body
      case ParserState.UnfinishedSize:
        this.lose(Gap.Chunk, 0, 0, false);
        return 0;
      default:
        return resynchronize(this, piece, at);
    }
  }

  /** Gathers text until the end of it was seen, or is known; a gap before that loses the stream. */
  private gather(due: ParserState, piece: Piece, at: f64): f64 {
    gathered.gather(due, this.position, piece, at);
    const taken = gathered.taken;
    switch (gathered.kind) {
      case GatheredKind.Known:
        this.position.enter(gathered.state);
        if (gathered.hasReturn) this.position.addByte(Char.Return);
        break;
      case GatheredKind.Whole:
        aside.takeOver(this.position);
        this.takeWhole(due, gathered.start, gathered.end);
        aside.clear();
        break;
      case GatheredKind.Lost:
        if (due === ParserState.Head) this.cutHead();
        else this.lose(Gap.Chunk, gathered.start, gathered.end, gathered.isElided);
        break;
      default:
        if (this.position.length > MOST_HEAD) this.loseLong(due);
    }
    fieldsRead.forget();
    return taken;
  }

  /** What is longer than any head is none. */
  private loseLong(due: ParserState): void {
    this.lose(due === ParserState.Head ? Gap.Head : Gap.Chunk, this.position.start, this.position.end, false);
  }

  /** The head's end is hidden. What was seen of it may say all the same how long the body is. */
  private cutHead(): void {
    const start = gathered.start;
    const end = gathered.end;
    const isElided = gathered.isElided;
    const left = onHeadCut(this, start, end, gathered.hidden, isElided);
    if (left > 0) {
      this.position.enter(ParserState.Fixed);
      this.position.left = left;
      this.position.isAtLeast = true;
    } else this.lose(left <= 0 ? Gap.Sized : Gap.Head, start, end, isElided);
  }

  private takeWhole(due: ParserState, p: usize, end: usize): void {
    if (due === ParserState.Head) this.head(p, end);
    else if (due === ParserState.ChunkSize) this.chunkSize(p, end);
    else if (due !== ParserState.ChunkEnd) this.end();
    else if (beforeWhite(p, end) === p) this.position.enter(ParserState.ChunkSize);
    else this.lose(Gap.Broken, 0, 0, false);
  }

  private head(p: usize, end: usize): void {
    if (!parseHead(this, p, end)) {
      this.lose(Gap.Start, 0, 0, false);
      return;
    }
    const framing = onHead(this);
    const length = declared.length;
    this.position.isAtLeast = false;
    this.isBodyAhead = framing === Framing.ContentLength || framing === Framing.Chunked;
    if (framing === Framing.ContentLength && length > 0) {
      this.position.left = length;
      this.position.enter(ParserState.Fixed);
    } else if (framing === Framing.ContentLength || framing === Framing.None) this.end();
    else this.position.enter(framing === Framing.Chunked ? ParserState.ChunkSize : ParserState.UntilClose);
  }

  private body(bytes: f64): f64 {
    this.position.left -= bytes;
    onBody(this, bytes);
    if (this.position.left > 0) return bytes;
    if (this.state === ParserState.Fixed && this.position.isAtLeast) this.lose(Gap.Sized, 0, 0, false);
    else if (this.state === ParserState.Fixed) this.end();
    else this.position.enter(ParserState.ChunkEnd);
    return bytes;
  }

  /** `1f40;ext` CRLF, RFC 9112 section 7.1. */
  private chunkSize(p: usize, end: usize): void {
    const size = chunkSizeOf(p, end);
    if (size === NO_SIZE) {
      this.lose(Gap.Broken, 0, 0, false);
      return;
    }
    this.position.isBareLf = !endsWith(p, end, "\r\n");
    this.position.left = size;
    this.position.enter(size === 0 ? ParserState.Trailers : ParserState.ChunkData);
  }

  /** A chunk's data follows what may have been the last chunk, or another message. */
  private afterLastChunk(piece: Piece): f64 {
    if (startsMessage(this, piece)) {
      onFollowed(this);
      this.position.enter(ParserState.Start);
    } else this.lose(Gap.Chunk, 0, 0, false);
    return 0;
  }

  /** A message stands where a chunk's size or end is due: the body never ended. Its sender may have failed in it, and said so. */
  private another(piece: Piece): f64 {
    const isNext = onInstead(this);
    this.position.enter(isNext ? ParserState.Start : ParserState.Unended);
    return isNext ? 0 : piece.length;
  }

  private end(): void {
    this.position.enter(ParserState.Start);
    onEnd(this);
  }

  private startsAfterHidden(piece: Piece): bool {
    return mayHideRest(this) && startsMessage(this, piece);
  }
}

/** Its owner destroys it; `handler` hears what it finds, for `owner`. */
export function createParser(handler: HandlerTable, owner: usize): MessageParser {
  const parser = create<MessageParser>();
  parser.handler = handler;
  parser.owner = owner;
  parser.begin();
  return parser;
}

export function destroyParser(parser: MessageParser): void {
  parser.free();
  destroy<MessageParser>(parser);
}
