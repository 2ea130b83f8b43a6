import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { TextOfLines } from "../../core/formats/context.js";
import { findLines } from "../../reading/lines-by-number.js";

const CHUNK = 1 << 20; // bytes

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
    if (fstatSync(fd).isFile()) findLines(pieces(fd), lines, (line, text) => texts.set(line, edit(text)));
  } catch {
    // what was read so far is right
  } finally {
    closeSync(fd);
  }
  return texts;
};

function pieces(fd: number): (position: number) => Uint8Array {
  const chunk = Buffer.allocUnsafeSlow(CHUNK);
  return (position) => chunk.subarray(0, readSync(fd, chunk, 0, CHUNK, position));
}
