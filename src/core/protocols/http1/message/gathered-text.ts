import type { VisibleBytes } from "../../../sockets/event.js";
import { hiddenEndOf, knownOfCrlf } from "../chunks/hidden-chunks.js";
import { shownOfElided } from "../head/elided-head.js";
import type { BegunText, TextState } from "./begun-text.js";
import { shownAt } from "./message-bytes.js";

/**
 * What one more piece brought to a text. `whole`: the text up to its end. `partial`: all of the piece was seen, and more is
 * to come; its text is that of the piece alone. `known`: the rest of the piece is hidden, and what the protocol fixes puts the parser into a `state`. `lost`:
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

/**
 * Goes on with a text from `at` on, until its end is found.
 *
 * @param isBareLf the sender ends its lines with LF alone: hidden bytes are not known to be CRLF
 */
export function gather(due: TextState, begun: BegunText, piece: VisibleBytes, at: number, isBareLf: boolean): Gathered {
  const elided = due === "head" ? elidedHead(begun, piece, at) : null;
  if (elided) return elided;
  const shown = shownAt(piece, at);
  let part = shown.slice(at);
  let end = begun.endIn(due, part);
  if (end < 0 && shown.length < piece.seen.length) {
    part = piece.seen.slice(at);
    end = begun.endIn(due, part);
  }
  if (end >= 0) return { kind: "whole", text: begun.text + part.slice(0, end), taken: end };
  const hidden = piece.length - Math.max(at, piece.seen.length);
  if (hidden === 0) return { kind: "partial", text: part, taken: piece.length - at };
  const text = begun.text + part;
  const taken = part.length;
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
  if (text.endsWith("\r") && begun.endIn(due, `${part}\n`) === part.length + 1) {
    return { kind: "whole", text: `${text}\n`, taken: taken + 1 };
  }
  const state = hiddenEndOf(due, text, hidden);
  if (state) return { kind: "known", state, text: "", taken: taken + hidden };
  return { kind: "lost", text, hidden, taken: taken + hidden, isElided: piece.elided !== undefined };
}

/** A head of which a person left out a part: what is shown of it may stand anywhere in the piece. */
function elidedHead({ text: before }: BegunText, piece: VisibleBytes, at: number): Gathered | null {
  const { elided, length } = piece;
  const isAllShown = elided === undefined && piece.seen.length === length; // dots are dots
  const lines = isAllShown ? null : shownOfElided(before + (elided ?? piece.seen).slice(at), elided !== undefined);
  if (lines === null) return null;
  const taken = length - at;
  const hidden = Math.max(0, taken - Math.max(0, lines.length - before.length));
  return { kind: "lost", text: lines, hidden, taken, isElided: true };
}
