import { latin1 } from "../core/bytes.js";

const NEWLINE = 0x0a;
/** A longer line is not given: who shows it would shorten it anyway. */
const LONGEST = 1 << 16; // bytes
/** How files begin whose bytes are not the text: .gz, .zst, .xz, UTF-16. */
const CODED: readonly (readonly number[])[] = [
  [0x1f, 0x8b],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/**
 * Finds lines of a text by their numbers, from 1. Of a text that is compressed or not in UTF-8 it finds none.
 *
 * @param pieceAt the bytes from a position on, as many as are read at a time; none at the end
 * @param take is called with each line that is found and is not too long
 */
export function findLines(
  pieceAt: (position: number) => Uint8Array,
  lines: ReadonlySet<number>,
  take: (line: number, text: string) => void,
): void {
  const last = Math.max(...lines);
  let number = 1;
  let pieces: string[] = [];
  let length = 0;
  for (let position = 0; number <= last; ) {
    const bytes = pieceAt(position);
    if (position === 0 && CODED.some((magic) => magic.every((byte, at) => bytes[at] === byte))) return;
    position += bytes.length;
    for (let start = 0; start < bytes.length && number <= last; ) {
      const newline = bytes.indexOf(NEWLINE, start);
      const end = newline < 0 ? bytes.length : newline;
      if (lines.has(number)) {
        length += end - start;
        if (length <= LONGEST) pieces.push(latin1(bytes, start, end));
      }
      if (newline < 0) break;
      if (lines.has(number) && length <= LONGEST) take(number, pieces.join("").trimEnd());
      pieces = [];
      length = 0;
      number++;
      start = newline + 1;
    }
    if (bytes.length > 0) continue;
    if (length > 0 && length <= LONGEST) take(number, pieces.join("").trimEnd()); // without a newline
    return;
  }
}
