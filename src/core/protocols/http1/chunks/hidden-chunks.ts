import type { VisibleBytes } from "../../../sockets/event.js";

/** What ends a chunked body without trailers (RFC 9112 section 7.1). */
const LAST_CHUNK = "0\r\n\r\n";
const CRLF = "\r\n";

/** A chunk's size line. The CRLF of the chunk before may stand in front of it. */
const SIZE_LINE = /^(\r\n)?([0-9a-fA-F]+)[ \t]*(?:;[^\r\n]*)?\r\n/;

/** What may follow the data of a write's only chunk, for a write that ends where a chunk ends. */
const ENDS = [CRLF, CRLF + LAST_CHUNK];
/** The same for a program that writes the CRLF together with the next chunk. */
const LATE_ENDS = ["", ...ENDS];

/** The buffers of a call from one of them on. */
export interface RestOfCall {
  readonly pieces: readonly VisibleBytes[];
  /** The index of the first one. */
  readonly from: number;
  /** The bytes of all of them. */
  readonly length: number;
}

/** All buffers of a call. */
export function wholeCall(pieces: readonly VisibleBytes[]): RestOfCall {
  return { pieces, from: 0, length: pieces.reduce((sum, { length }) => sum + length, 0) };
}

/** A size line that goes over several buffers is no longer, in characters. */
const LONGEST_LINE = 256;

/**
 * True if a chunk fills these pieces of one call to the last byte (node writes a head and its chunks with one writev); the last
 * chunk may follow.
 */
export function isOneChunk(rest: RestOfCall): boolean {
  const { line, isLate, end, length } = sizeLineOf(rest);
  if (line === 0 || !(end > line || length === end + CRLF.length)) return false; // `0` CRLF alone is little proof
  return (isLate ? LATE_ENDS : ENDS).some((text) => end + text.length === length && mayHold(rest, text, end));
}

/** True unless bytes are seen at this place of these pieces that are other ones. */
function mayHold({ pieces, from }: RestOfCall, text: string, at: number): boolean {
  let begin = 0;
  for (const piece of pieces.slice(from)) {
    if (!mayHoldIn(piece, text, at - begin)) return false;
    begin += piece.length;
  }
  return true;
}

/** The same of one piece. A place before it is below 0. */
export function mayHoldIn({ seen }: VisibleBytes, text: string, at: number): boolean {
  return [...text].every((char, index) => (seen[at + index] ?? char) === char);
}

/** The chunk that these pieces of one call begin with. */
export function sizeLineOf(rest: RestOfCall) {
  const [{ length: line } = "", late, digits = ""] = SIZE_LINE.exec(startOf(rest)) ?? [];
  const size = line === 0 ? 0 : Number.parseInt(digits, 16);
  return { line, isLate: late !== undefined, size, end: line + size, length: rest.length };
}

/** What is seen from the start of these pieces on: a size and its CRLF may be two buffers. */
function startOf({ pieces, from }: RestOfCall): string {
  let seen = "";
  for (let index = from; index < pieces.length && seen.length < LONGEST_LINE; index++) {
    const { seen: part, length } = pieces[index] as VisibleBytes;
    seen += part;
    if (part.length < length || seen.includes("\n", 2)) break;
  }
  return seen;
}
