import { isCompressed } from "./decompressed.js";
import { encodingOf } from "./encoding.js";
import { LineFinder } from "./line-finder.js";

/** True if the stored bytes of a text that begins so are not the text itself: it is compressed, or in UTF-16. */
function isPacked(first: Uint8Array): boolean {
  return isCompressed(first) || encodingOf(first) !== "utf-8";
}

/**
 * Finds lines of a text by their numbers, from 1. Of a text that is packed it finds none.
 *
 * @param pieceAt the bytes from a position on, as many as are read at a time; none at the end
 * @param take see `LineFinder`
 */
export function findLines(
  pieceAt: (position: number) => Uint8Array,
  lines: ReadonlySet<number>,
  take: (line: number, text: string) => void,
): void {
  const finder = new LineFinder(lines, take);
  let bytes = pieceAt(0);
  if (isPacked(bytes)) return;
  for (let position = 0; bytes.length > 0 && !finder.isDone; bytes = pieceAt(position)) {
    finder.push(bytes);
    position += bytes.length;
  }
  finder.finish();
}
