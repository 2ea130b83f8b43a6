import { isPlainFile } from "../../capture/chunks.js";
import { textOf } from "../../capture/source.js";
import type { ReadLines } from "../../core/formats/context.js";
import { LineFinder } from "../../reading/line-finder.js";

/**
 * Reads lines of a file that was read as a capture before, up to the last of them, and unpacks it again if it is packed. What cannot be read is
 * left out: no document fails for it.
 */
export const readLinesAgain: ReadLines = async (file, lines, edit = (text) => text) => {
  const texts = new Map<number, string>();
  if (!isPlainFile(file)) return texts; // a pipe would be read for ever, or is gone
  const finder = new LineFinder(lines, (line, text) => texts.set(line, edit(text)));
  try {
    for await (const chunk of textOf(file)) {
      finder.push(chunk);
      if (finder.isDone) break;
    }
    finder.finish();
  } catch {
    // what was read so far is right
  }
  return texts;
};
