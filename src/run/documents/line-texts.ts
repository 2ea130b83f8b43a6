import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { TextOfLines } from "../../core/formats/context.js";

const CHUNK = 1 << 20; // bytes
const NEWLINE = 0x0a;
/** A longer line is not given: who shows it would shorten it anyway. */
const LONGEST = 1 << 16; // bytes
/** How files begin whose bytes are not the text: .gz, .zst, .xz, UTF-16. */
const CODED = ["1f8b", "28b52ffd", "fd377a585a00", "fffe", "feff"];

/** Reads lines of a file that was read as a capture before. What cannot be read is left out: no document fails for it. */
export const textOfLines: TextOfLines = (file, lines, edit = (text) => text) => {
  const texts = new Map<number, string>();
  let fd: number;
  try {
    fd = openSync(file, "r");
  } catch {
    return texts; // standard input, or it is gone
  }
  try {
    if (fstatSync(fd).isFile()) readInto(fd, lines, (line, text) => texts.set(line, edit(text)));
  } catch {
    // what was read so far is right
  } finally {
    closeSync(fd);
  }
  return texts;
};

function readInto(fd: number, lines: ReadonlySet<number>, take: (line: number, text: string) => void): void {
  const last = Math.max(...lines);
  const chunk = Buffer.allocUnsafeSlow(CHUNK);
  let number = 1;
  let pieces: string[] = [];
  let length = 0;
  for (let position = 0; number <= last; ) {
    const bytes = chunk.subarray(0, readSync(fd, chunk, 0, CHUNK, position));
    if (position === 0 && CODED.some((start) => bytes.toString("hex", 0, start.length / 2) === start)) return;
    position += bytes.length;
    for (let start = 0; start < bytes.length && number <= last; ) {
      const newline = bytes.indexOf(NEWLINE, start);
      const end = newline < 0 ? bytes.length : newline;
      if (lines.has(number)) {
        length += end - start;
        if (length <= LONGEST) pieces.push(bytes.toString("latin1", start, end));
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
