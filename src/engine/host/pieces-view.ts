import type { VisibleBytes } from "../../core/sockets/event.js";
import type { EngineTexts } from "./engine-texts.js";
import type { EngineExports } from "./load.js";

/** The texts of a piece, by the engine's numbers. */
const SEEN = 0;
const START = 1;
const ELIDED = 2;
const QUOTED = 3;

/**
 * Makes a buffer of what strace printed of it, which is unquoted when it is looked at (core/strace/arguments/quoted-buffer.ts).
 *
 * @param printed the bytes of the whole buffer, if `length` is only the part of it that the call moved
 */
export type QuotedBytes = (quoted: string, length: number, isCut: boolean, printed: number) => VisibleBytes;

/** Reads the bytes of the event that the engine reports: those that moved, or those that the program offered. They may be kept. */
export class PiecesView {
  /** @param quoted makes buffers laid out as those of core/sockets; otherwise the engine says all that there is to know of them */
  constructor(
    private readonly engine: EngineExports,
    private readonly texts: EngineTexts,
    private readonly quoted?: QuotedBytes,
  ) {}

  read(isOffered: boolean): VisibleBytes[] {
    const count = this.engine.pieceCount(isOffered);
    return Array.from({ length: count }, (_, index) => {
      return this.quoted ? this.#kept(this.quoted, isOffered, index) : this.#told(isOffered, index);
    });
  }

  #told(isOffered: boolean, index: number): VisibleBytes {
    return {
      seen: this.#text(isOffered, index, SEEN) ?? "",
      length: this.engine.pieceLength(isOffered, index),
      start: this.#text(isOffered, index, START) ?? "",
      elided: this.#text(isOffered, index, ELIDED) ?? undefined,
      misfit: this.engine.pieceMisfit(isOffered, index),
    };
  }

  #kept(ofQuoted: QuotedBytes, isOffered: boolean, index: number): VisibleBytes {
    const { engine } = this;
    const length = engine.pieceLength(isOffered, index);
    const printed = engine.piecePrinted(isOffered, index);
    const quoted = this.#text(isOffered, index, QUOTED);
    if (quoted !== null) return ofQuoted(quoted, length, engine.isPieceCut(isOffered, index) === 1, printed);
    const seen = this.#text(isOffered, index, SEEN) ?? "";
    const elided = this.#text(isOffered, index, ELIDED);
    const misfit = engine.pieceMisfit(isOffered, index);
    const isUnbounded = printed === Number.POSITIVE_INFINITY;
    return {
      seen,
      length,
      ...(elided !== null && { elided }),
      ...((misfit > 0 || isUnbounded) && { misfit }),
    };
  }

  #text(isOffered: boolean, index: number, which: number): string | null {
    return this.texts.answer(this.engine.pieceText(isOffered, index, which));
  }
}
