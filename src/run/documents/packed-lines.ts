import { chunksOf, isPlainFile } from "../../capture/chunks.js";
import { textOf } from "../../capture/source.js";
import type { TextOfPackedLines } from "../../core/formats/context.js";
import { isPacked, LineFinder } from "../../reading/lines-by-number.js";

/** Reads lines of a packed file that was read as a capture before: unpacks it again, up to the last of them. What cannot be read is left out. */
export const textOfPackedLines: TextOfPackedLines = async (file, lines, edit = (text) => text) => {
  const texts = new Map<number, string>();
  try {
    if (!isPlainFile(file) || !(await beginsPacked(file))) return texts;
    const finder = new LineFinder(lines, (line, text) => texts.set(line, edit(text)));
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

async function beginsPacked(file: string): Promise<boolean> {
  for await (const first of chunksOf(file)) return isPacked(first);
  return false;
}
