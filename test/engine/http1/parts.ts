import { GAPS, type Gap, LogReader, STATES, type State } from "../streams/read-log.js";
import type { DrawnPiece } from "../streams/streams-engine.js";
import { engine } from "./parser-log.js";

/** Where a parser of the engine stands, with a text that is not whole yet. */
export class Position {
  readonly #address: number;

  /** @param parts what came of the text */
  constructor(
    state: State,
    parts: readonly string[] = [],
    address = engine.call("makePosition", STATES.indexOf(state)),
  ) {
    this.#address = address;
    for (const part of parts) this.add(part);
  }

  add(part: string): void {
    engine.call("appendTo", this.#address, ...engine.write(part));
  }

  copy(): Position {
    return new Position("start", [], engine.call("copyPosition", this.#address));
  }

  /** How many bytes of a new part belong to the text that ends in it; -1: it does not. */
  endIn(part: string): number {
    return engine.call("endIn", this.#address, ...engine.write(part));
  }

  get isBetweenChunks(): boolean {
    return engine.call("isBetweenChunks", this.#address) !== 0;
  }

  get text(): string {
    engine.call("writePosition", this.#address);
    return new LogReader(engine).text();
  }

  /** What a piece brings to the text. */
  gather(piece: DrawnPiece, at: number, isBareLf: boolean): object {
    engine.setPieces([piece]);
    engine.call("gather", this.#address, isBareLf, at);
    const log = new LogReader(engine);
    const kind = log.word(["whole", "partial", "known", "lost"]);
    const taken = log.number();
    if (kind === "known") return { kind, taken, state: log.word(STATES), text: log.flag() ? "\r" : "" };
    const text = log.text();
    return kind === "lost" ? { kind, taken, text, hidden: log.number(), isElided: log.flag() } : { kind, taken, text };
  }
}

/** What is found where a call begins. */
interface Found {
  readonly state: "chunk-size" | "chunk-end";
  readonly isLast: boolean;
}

/** A stream of the engine that was lost. */
export class LostStream {
  readonly #address: number;

  constructor(gap: Gap) {
    this.#address = engine.call("makeLost", GAPS.indexOf(gap));
  }

  begin(gap: Gap): void {
    engine.call("loseAgain", this.#address, GAPS.indexOf(gap));
  }

  get isFollowed(): boolean {
    return (engine.call("lostFacts", this.#address) & 1) !== 0;
  }

  get isInside(): boolean {
    return (engine.call("lostFacts", this.#address) & 2) !== 0;
  }

  find(call: readonly DrawnPiece[], isOwn: boolean): Found | null {
    engine.setPieces(call);
    const found = engine.call("findInCall", this.#address, isOwn);
    if (found === 0) return null;
    return { state: (found & 3) === 1 ? "chunk-size" : "chunk-end", isLast: (found & 4) !== 0 };
  }

  /** The bytes of a piece from a place on go by. */
  pass(piece: DrawnPiece, at: number, isLast: boolean): { readonly lost: number; readonly found: boolean } {
    engine.setPieces([piece]);
    engine.call("passInCall", this.#address, at, isLast);
    const log = new LogReader(engine);
    return { lost: log.number(), found: log.flag() };
  }
}

/** The pieces of a call as chunks. */
export function chunksOf(pieces: readonly DrawnPiece[], from = 0) {
  engine.setPieces(pieces);
  engine.call("readChunks", from);
  const log = new LogReader(engine);
  const sizeLine = {
    line: log.number(),
    isLate: log.flag(),
    size: log.number(),
    end: log.number(),
    length: log.number(),
  };
  return {
    sizeLine,
    isOneChunk: log.flag(),
    isLastChunkAlone: log.flag(),
    isFromStart: log.flag(),
    isTailOpen: log.flag(),
  };
}

/** What a text and the hidden bytes after it may be, in the place of a chunk's size or of the trailers. */
export function chunkTextOf(text: string, hidden = 0) {
  engine.call("readChunkText", ...engine.write(text), hidden);
  const log = new LogReader(engine);
  const size = log.number();
  const ends = ["anything", "last-chunk", "unfinished-size"] as const;
  return {
    size: size < 0 ? null : size,
    knownOfCrlf: log.number(),
    ofTrailers: log.word(ends),
    ofSize: log.word(ends),
    isPossibleEnd: log.flag(),
  };
}
