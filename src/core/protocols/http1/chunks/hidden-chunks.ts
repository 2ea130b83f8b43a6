import type { VisibleBytes } from "../../../sockets/event.js";

/** What ends a chunked body without trailers (RFC 9112 section 7.1). */
const LAST_CHUNK = "0\r\n\r\n";
const CRLF = "\r\n";

/**
 * True if a text and the hidden bytes after it can be the end of a chunked body, and are as long as that end.
 *
 * @param due what is due: a chunk size, or the trailers
 */
export function mayEndBody(due: string, text: string, hidden: number): boolean {
  const end = due === "chunk-size" ? LAST_CHUNK : due === "trailers" ? CRLF : null;
  return end !== null && text.length + hidden === end.length && end.startsWith(text);
}

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
export function isFilledByChunk(seen: string, length: number): boolean {
  const [line = "", late, digits = ""] = SIZE_LINE.exec(seen) ?? [];
  const end = line.length + Number.parseInt(digits, 16);
  if (!(end > line.length || length === end + CRLF.length)) return false; // `0` CRLF alone is little proof
  return (late === undefined ? ENDS : LATE_ENDS).some(
    (rest) => end + rest.length === length && rest.startsWith(seen.slice(end)),
  );
}

/** True if a chunk fills these pieces of one call: node writes a head and its chunks with one writev. */
export function isOneChunk(pieces: readonly VisibleBytes[]): boolean {
  let seen = "";
  for (const { seen: part, length } of pieces) {
    seen += part; // a size and its CRLF may be two buffers
    if (part.length < length || seen.includes("\n", 2)) break;
  }
  return isFilledByChunk(
    seen,
    pieces.reduce((sum, { length }) => sum + length, 0),
  );
}

/** The size in a chunk's size line, in bytes; null if it is none. Leading zeros and any number of digits are legal. */
export function chunkSizeOf(line: string): number | null {
  const size = /^\s*([0-9a-fA-F]+)\s*(?:;|$)/.exec(line.trimEnd())?.[1];
  return size === undefined ? null : Number.parseInt(size, 16);
}
