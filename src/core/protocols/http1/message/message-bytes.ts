import type { VisibleBytes } from "../../../sockets/event.js";

const CR = 0x0d;
const LF = 0x0a;

/** True for CR or LF. */
export function isLineEnd(code: number): boolean {
  return code === CR || code === LF;
}

/** Characters that the parser needs from its position on, at the least. */
const LOOKAHEAD = 16;

/** What is seen of a piece. For a place near the start of a long piece only its start: less has to be unquoted. */
export function shownAt(piece: VisibleBytes, at: number): string {
  const { start } = piece;
  return start !== undefined && at + LOOKAHEAD <= start.length ? start : piece.seen; // asking for `seen` unquotes all
}

/** The index after the first line, or -1. */
export function endOfLine(text: string): number {
  const newline = text.indexOf("\n");
  return newline < 0 ? -1 : newline + 1;
}

/** How far a trailer section is: at the start of a line, within one, after the CR of either; or it is none. */
export const TRAILERS_BEGIN = 0;
const IN_LINE = 1;
const AFTER_CR = 2;
const AFTER_CR_IN_LINE = 3;
const BROKEN = 4;

/**
 * Goes on with a trailer section. An empty line ends it, which may come at once (RFC 9112 section 7.1.2).
 *
 * @returns the index after its end, or -1; and how far it is then
 */
export function afterTrailers(before: number, text: string): { readonly state: number; readonly end: number } {
  let state = before;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === LF) {
      if (state === TRAILERS_BEGIN || state === AFTER_CR) return { state, end: at + 1 };
      if (state !== BROKEN) state = TRAILERS_BEGIN;
    } else if (char === CR) state = state === TRAILERS_BEGIN ? AFTER_CR : state === IN_LINE ? AFTER_CR_IN_LINE : BROKEN;
    else if (state !== IN_LINE) state = state === TRAILERS_BEGIN ? IN_LINE : BROKEN;
  }
  return { state, end: -1 };
}
