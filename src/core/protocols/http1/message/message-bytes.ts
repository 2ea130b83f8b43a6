import type { VisibleBytes } from "../../../sockets/event.js";

/** True for CR or LF. */
export function isLineEnd(code: number): boolean {
  return code === 0x0d || code === 0x0a;
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

/** The index after the trailer section, or -1. An empty line ends it, which may come at once (RFC 9112 section 7.1.2). */
export function endOfTrailers(text: string): number {
  const empty = /^(?:[^\r\n]+\r?\n)*\r?\n/.exec(text);
  return empty ? empty[0].length : -1;
}
