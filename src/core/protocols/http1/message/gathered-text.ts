import type { VisibleBytes } from "../../../sockets/event.js";
import { hiddenEndOf, knownOfCrlf } from "../chunks/hidden-chunks.js";
import { shownOfElided } from "../head/elided-head.js";
import { endOfHead } from "../head/head.js";
import { endOfLine, endOfTrailers, shownAt } from "./message-bytes.js";

/** What a parser reads as text: a head, a chunk's size, the line end after its data, the trailers. */
export type TextState = "head" | "chunk-size" | "chunk-end" | "trailers";

/**
 * What one more piece brought to a text. `whole`: the text up to its end. `partial`: all of the piece was seen, and more is
 * to come. `known`: the rest of the piece is hidden, and what the protocol fixes puts the parser into a `state`. `lost`:
 * the rest of the piece is hidden, and may be anything; `isElided`: a person left it out, and not strace.
 */
export type Gathered = {
  /** Bytes of the piece that are dealt with. */
  readonly taken: number;
  readonly text: string;
} & (
  | { readonly kind: "whole" | "partial" }
  | { readonly kind: "lost"; readonly hidden: number; readonly isElided: boolean }
  | { readonly kind: "known"; readonly state: "chunk-size" | "chunk-end" | "last-chunk" | "unfinished-size" }
);

/** A text of which the end is hidden. */
export type LostText = Extract<Gathered, { readonly kind: "lost" }>;

const ENDS = { head: endOfHead, "chunk-size": endOfLine, "chunk-end": endOfLine, trailers: endOfTrailers };

/**
 * Goes on with a text from `at` on, until its end is found.
 *
 * @param isBareLf the sender ends its lines with LF alone: hidden bytes are not known to be CRLF
 */
export function gather(due: TextState, before: string, piece: VisibleBytes, at: number, isBareLf: boolean): Gathered {
  const endOf = ENDS[due];
  const elided = due === "head" ? elidedHead(before, piece, at) : null;
  if (elided) return elided;
  const shown = shownAt(piece, at);
  let text = before + shown.slice(at);
  let end = endOf(text);
  if (end < 0 && shown.length < piece.seen.length) {
    text = before + piece.seen.slice(at);
    end = endOf(text);
  }
  if (end >= 0) return { kind: "whole", text: text.slice(0, end), taken: end - before.length };
  const hidden = piece.length - Math.max(at, piece.seen.length);
  if (hidden === 0) return { kind: "partial", text, taken: piece.length - at };
  const taken = text.length - before.length;
  const crlf = due === "chunk-end" && !isBareLf ? knownOfCrlf(text, hidden) : 0;
  if (crlf > 0) {
    const isWhole = text.length + crlf === 2;
    return {
      kind: "known",
      state: isWhole ? "chunk-size" : "chunk-end",
      text: isWhole ? "" : "\r",
      taken: taken + crlf,
    };
  }
  if (text.endsWith("\r") && endOf(`${text}\n`) === text.length + 1) {
    return { kind: "whole", text: `${text}\n`, taken: taken + 1 };
  }
  const state = hiddenEndOf(due, text, hidden);
  if (state) return { kind: "known", state, text: "", taken: taken + hidden };
  return { kind: "lost", text, hidden, taken: taken + hidden, isElided: piece.elided !== undefined };
}

/** A head of which a person left out a part: what is shown of it may stand anywhere in the piece. */
function elidedHead(before: string, piece: VisibleBytes, at: number): Gathered | null {
  const { elided, length } = piece;
  const isAllShown = elided === undefined && piece.seen.length === length; // dots are dots
  const lines = isAllShown ? null : shownOfElided(before + (elided ?? piece.seen).slice(at), elided !== undefined);
  if (lines === null) return null;
  const taken = length - at;
  const hidden = Math.max(0, taken - Math.max(0, lines.length - before.length));
  return { kind: "lost", text: lines, hidden, taken, isElided: true };
}
