import { type Heard, heardIn, LogReader, STATES, type State } from "./read-log.js";
import type { DrawnPiece, StreamsEngine } from "./streams-engine.js";

/** What a parser asks, as a test answers it. */
export interface Answers {
  readonly mayBeBodiless: boolean;
  readonly mayHideRest: boolean;
  readonly skipsEmptyLines: boolean;
  /** A message in the place of a chunk's size is the next one. */
  readonly isNext: boolean;
  /** Bytes of the body that follow a head that was cut. */
  readonly left: number | null;
  /** Of the request; null if it was not seen. */
  readonly method: string | null;
}

export const NO_ANSWERS: Answers = {
  mayBeBodiless: false,
  mayHideRest: false,
  skipsEmptyLines: false,
  isNext: true,
  left: null,
  method: null,
};

/** Where a parser stands. */
export interface Standing {
  readonly state: State;
  /** Bytes until the end of the body; null if its framing does not say how many. */
  readonly left: number | null;
  readonly isBetweenChunks: boolean;
  readonly partialHead: string;
}

/** A parser of a stream of responses in the engine. What it reports is read by `heard`. */
export class EngineParser {
  readonly #parser: number;

  /** @param isPlain its handler hears only of what it must */
  constructor(
    readonly engine: StreamsEngine,
    isPlain = false,
    parser = engine.call("makeParser", isPlain),
  ) {
    this.#parser = parser;
  }

  /** From now on, all parsers of the engine are answered so. */
  static answer(engine: StreamsEngine, answers: Answers): void {
    const { mayBeBodiless, mayHideRest, skipsEmptyLines, isNext, left, method } = answers;
    engine.call("setMethod", ...engine.write(method ?? ""));
    engine.call("answer", mayBeBodiless, mayHideRest, skipsEmptyLines, isNext, left ?? Number.NaN);
  }

  take(pieces: readonly DrawnPiece[], isOwn = true): void {
    this.engine.setPieces(pieces);
    this.engine.call("feedParser", this.#parser, isOwn);
  }

  fork(): EngineParser {
    return new EngineParser(this.engine, false, this.engine.call("forkParser", this.#parser));
  }

  /** What this parser and others reported since the last time. */
  heard(): Heard[] {
    return heardIn(this.engine);
  }

  /** Where it stands. What was reported before must have been read. */
  standing(): Standing {
    this.engine.call("writeParser", this.#parser);
    const log = new LogReader(this.engine);
    const [state, left] = [log.word(STATES), log.number()];
    return {
      state,
      left: Number.isNaN(left) ? null : left,
      isBetweenChunks: log.flag(),
      partialHead: log.text(),
    };
  }

  /** True if bytes that were offered, null if nobody knows how many, may hold the end of the response. */
  mayEndIn(offered: readonly DrawnPiece[] | null, method: string, inDoubt: number, mayEnd: boolean): boolean {
    if (offered) this.engine.setPieces(offered);
    const found = this.engine.call(
      "mayEndIn",
      this.#parser,
      ...this.engine.add(method),
      offered !== null,
      inDoubt,
      mayEnd,
    );
    return found !== 0;
  }

  drop(): void {
    this.engine.call("dropParser", this.#parser);
  }
}
