import type { VisibleBytes } from "../../../sockets/event.js";
import { chunkSizeOf, isFromStart, type RestOfCall, wholeCall } from "../chunks/hidden-chunks.js";
import type { TextState } from "./begun-text.js";
import { gather, type LostText } from "./gathered-text.js";
import { LostStream } from "./lost-stream.js";
import { shownAt } from "./message-bytes.js";
import type { Gap, MessageHandler, ParserState } from "./message-handler.js";
import { openingAfter, openingAt, startsMessage } from "./message-start.js";
import { Position } from "./position.js";

/** Larger than any head that a server accepts, in bytes. A longer text is not a head. */
const MAX_HEAD = 262_144;

/** Follows one direction of a connection, message by message. The capture may show only some of its bytes. */
export class MessageParser<Head> {
  #position = new Position();
  /** True until the first byte of a body was seen. */
  #isBodyAhead = false;
  readonly #lost = new LostStream();
  /** The buffers of the call that is being read, from the one at hand on. */
  #rest: RestOfCall = wholeCall([]);
  #isOwn = true;
  readonly #to: MessageHandler<Head>;

  constructor(handler: MessageHandler<Head>) {
    this.#to = handler;
  }

  get state(): ParserState {
    return this.#position.state;
  }

  /** True if what comes next is not the rest of a chunk. */
  get isBetweenChunks(): boolean {
    return this.#position.isBetweenChunks;
  }

  /**
   * Takes the next bytes of the stream: those of one call.
   *
   * @param isOwn the program meant the call to begin and to end here
   */
  take(pieces: readonly VisibleBytes[], isOwn = true): void {
    this.#rest = wholeCall(pieces);
    this.#isOwn = isOwn;
    for (const piece of pieces) {
      const { from, length } = this.#rest;
      this.#feed(piece);
      this.#rest = { pieces, from: from + 1, length: length - piece.length };
    }
  }

  /** A parser that goes on from here, for bytes of which nobody knows whether they were sent. */
  fork(handler: MessageHandler<Head>): MessageParser<Head> {
    const other = new MessageParser(handler);
    other.#position = this.#position.copy();
    return other;
  }

  #feed(piece: VisibleBytes): void {
    for (let at = 0; at < piece.length; ) {
      const state = this.#position.state;
      const taken = this.#take(piece, at);
      const isOpening = state === "start" && this.#position.begun.text !== "";
      if (taken > 0) this.#to.onBytes?.(isOpening ? "head" : state, taken);
      at += taken;
    }
  }

  /** What was seen of a head that is not whole yet; empty outside a head. */
  get partialHead(): string {
    return this.#position.state === "head" ? this.#position.begun.text : "";
  }

  /** Bytes until the body ends; null outside a body, or if its framing does not give its length. */
  get left(): number | null {
    return this.#position.state === "fixed" ? this.#position.left : null;
  }

  /** Consumes bytes of the piece from `at`. Returns how many; 0 if only the state changed. */
  #take(piece: VisibleBytes, at: number): number {
    const rest = piece.length - at;
    if (this.#isBodyAhead && at === 0 && this.#to.mayBeBodiless && startsMessage(this.#to, piece)) {
      this.#position.enter("start");
      this.#to.onBodiless?.();
    }
    this.#isBodyAhead = false;
    if (this.#position.state === "fixed" && at === 0 && isFromStart(this.#rest) && this.#startsAfterHidden(piece)) {
      this.#position.enter("start");
      this.#to.onRestHidden?.();
    }
    switch (this.#position.state) {
      case "start":
        return this.#position.begun.text === "" ? this.#start(piece, at) : this.#startAfter(piece, at);
      case "head":
      case "trailers":
        return this.#gather(this.#position.state, piece, at);
      case "chunk-size":
      case "chunk-end":
        if (at === 0 && this.#position.begun.text === "" && startsMessage(this.#to, piece)) return this.#another(piece);
        return this.#gather(this.#position.state, piece, at);
      case "last-chunk":
        return this.#afterLastChunk(piece);
      case "fixed":
      case "chunk-data":
        return this.#body(Math.min(rest, this.#position.left));
      case "until-close":
        this.#to.onBody(rest);
        return rest;
      case "unended":
        return at === 0 && startsMessage(this.#to, piece) ? this.#another(piece) : rest; // no reader takes it for body
      case "unfinished-size":
        this.#lose("chunk");
        return 0;
      case "lost":
        return this.#resynchronize(piece, at);
    }
  }

  #start(piece: VisibleBytes, at: number): number {
    const rest = piece.length - at;
    switch (openingAt(this.#to, piece, at)) {
      case "hidden":
        this.#lose("start", "", piece.elided !== undefined);
        return 0;
      case "empty-line":
        return 1;
      case "surplus":
        this.#to.onSurplus(rest);
        return rest;
      case "undecided":
        this.#position.begun.add(shownAt(piece, at).slice(at));
        return rest;
      case "message":
        this.#position.enter("head");
        this.#to.onStart();
        return 0;
    }
  }

  /** What was seen so far may become the start of a message. */
  #startAfter(piece: VisibleBytes, at: number): number {
    const before = this.#position.begun.text;
    const shown = shownAt(piece, at);
    const text = before + shown.slice(at, at + this.#to.sureStart - before.length);
    const opening = openingAfter(this.#to, text, shown.length === piece.length);
    if (opening === "undecided") {
      this.#position.enter("start", text);
      return piece.length - at;
    }
    const isMessage = opening === "message";
    this.#position.enter(isMessage ? "head" : "start", isMessage ? before : "");
    if (isMessage) this.#to.onStart();
    else this.#to.onSurplus(before.length);
    return 0;
  }

  /** Gathers text until the end of it was seen, or is known; a gap before that loses the stream. */
  #gather(due: TextState, piece: VisibleBytes, at: number): number {
    const gathered = gather(due, this.#position.begun, piece, at, this.#position.isBareLf);
    const { kind, text, taken } = gathered;
    if (kind === "known") this.#position.enter(gathered.state, text);
    else if (kind === "whole") {
      this.#position.enter(due);
      this.#gathered(text);
    } else if (kind === "lost" && due === "head") this.#cutHead(gathered);
    else if (kind === "lost") this.#lose(due === "head" ? "head" : "chunk", text, gathered.isElided);
    else {
      this.#position.begun.add(text);
      const all = this.#position.begun.text;
      if (all.length > MAX_HEAD) this.#lose(due === "head" ? "head" : "chunk", all);
    }
    return taken;
  }

  /** The head's end is hidden. What was seen of it may say all the same how long the body is. */
  #cutHead({ text: seen, hidden, isElided }: LostText): void {
    const left = this.#to.onHeadCut?.(seen, hidden, isElided) ?? null;
    if (left === null || left <= 0) this.#lose(left === null ? "head" : "sized", seen, isElided);
    else {
      this.#position.enter("fixed");
      this.#position.left = left;
      this.#position.isAtLeast = true;
    }
  }

  #gathered(text: string): void {
    if (this.#position.state === "head") this.#head(text);
    else if (this.#position.state === "chunk-size") this.#chunkSize(text);
    else if (this.#position.state !== "chunk-end") this.#end();
    else if (text.trim() === "") this.#position.enter("chunk-size");
    else this.#lose("broken");
  }

  #head(text: string): void {
    const head = this.#to.parseHead(text);
    if (!head) {
      this.#lose("start");
      return;
    }
    const framing = this.#to.onHead(head);
    this.#position.isAtLeast = false;
    this.#isBodyAhead = framing.kind === "content-length" || framing.kind === "chunked";
    if (framing.kind === "content-length") {
      this.#position.left = framing.length;
      if (framing.length > 0) this.#position.enter("fixed");
      else this.#end();
    } else if (framing.kind === "chunked") this.#position.enter("chunk-size");
    else if (framing.kind === "none") this.#end();
    else this.#position.enter("until-close");
  }

  #body(bytes: number): number {
    this.#position.left -= bytes;
    this.#to.onBody(bytes);
    if (this.#position.left > 0) return bytes;
    if (this.#position.state === "fixed" && this.#position.isAtLeast) this.#lose("sized");
    else if (this.#position.state === "fixed") this.#end();
    else this.#position.enter("chunk-end");
    return bytes;
  }

  /** `1f40;ext` CRLF, RFC 9112 section 7.1. */
  #chunkSize(line: string): void {
    const size = chunkSizeOf(line);
    if (size === null) {
      this.#lose("broken");
      return;
    }
    this.#position.isBareLf = !line.endsWith("\r\n");
    this.#position.left = size;
    this.#position.enter(size === 0 ? "trailers" : "chunk-data");
  }

  /** A chunk's data follows what may have been the last chunk, or another message. */
  #afterLastChunk(piece: VisibleBytes): number {
    if (startsMessage(this.#to, piece)) {
      this.#to.onFollowed?.();
      this.#position.enter("start");
    } else this.#lose("chunk");
    return 0;
  }

  /** A message stands where a chunk's size or end is due: the body never ended. Its sender may have failed in it, and said so. */
  #another(piece: VisibleBytes): number {
    const isNext = this.#to.onInstead?.() ?? true;
    if (isNext) this.#position.enter("start");
    else this.#position.enter("unended");
    if (isNext) return 0;
    return piece.length;
  }

  #end(): void {
    this.#position.enter("start");
    this.#to.onEnd();
  }

  #startsAfterHidden(piece: VisibleBytes): boolean {
    return startsMessage(this.#to, piece) && this.#to.mayHideRest === true;
  }

  #lose(gap: Gap, seen = "", isElided = false): void {
    this.#lost.begin(gap);
    this.#position.enter("lost");
    this.#to.onLost(gap, seen, isElided);
  }

  /** A lost stream is found again when a write begins like a message, or when a chunk ends where a write ends. */
  #resynchronize(piece: VisibleBytes, at: number): number {
    if (at === 0 && startsMessage(this.#to, piece)) {
      if (this.#lost.isFollowed) this.#to.onFollowed?.();
      this.#position.enter("start");
      return 0;
    }
    const { pieces, from } = this.#rest;
    const chunk = at === 0 ? this.#lost.find(this.#rest, this.#isOwn) : null;
    if (chunk) {
      this.#position.enter(chunk.state);
      this.#to.onFound?.(chunk.isLast);
      return 0;
    }
    const { lost, found } = this.#lost.pass(piece, at, from === pieces.length - 1);
    this.#to.onBody(lost);
    if (!found) return lost;
    this.#position.enter("chunk-size");
    this.#to.onFound?.(false);
    return lost;
  }
}
