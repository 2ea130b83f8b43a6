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

/**
 * True if a write begins with a chunk size, and this chunk fills it to its last byte; the last chunk may follow.
 *
 * @param seen what is seen of the write's start
 * @param length bytes of the whole write
 */
function isFilledByChunk(seen: string, length: number): boolean {
  const [line = "", late, digits = ""] = SIZE_LINE.exec(seen) ?? [];
  const end = line.length + Number.parseInt(digits, 16);
  if (!(end > line.length || length === end + CRLF.length)) return false; // `0` CRLF alone is little proof
  return (late === undefined ? ENDS : LATE_ENDS).some(
    (rest) => end + rest.length === length && rest.startsWith(seen.slice(end)),
  );
}

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

/** True if a chunk fills these pieces of one call: node writes a head and its chunks with one writev. */
export function isOneChunk(rest: RestOfCall): boolean {
  return isFilledByChunk(startOf(rest), rest.length);
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
