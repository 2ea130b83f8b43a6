import type { ReadLines } from "../../core/formats/context.js";
import { LineFinder } from "../../reading/line-finder.js";
import { ReadingCancelled } from "./cancelled.js";
import { textOfFile } from "./file-text.js";
import type { GivenFile } from "./messages.js";

/**
 * Reads lines of files that were read as captures before, by the names that records call them: each up to the last of its lines, and unpacked
 * again if it is packed. What cannot be read is left out.
 *
 * @param turn is awaited before each chunk, and may cancel
 */
export function linesOfFiles(files: readonly GivenFile[], turn: () => Promise<void> | void): ReadLines {
  return async (name, lines, edit = (text) => text) => {
    const texts = new Map<number, string>();
    const finder = new LineFinder(lines, (line, text) => texts.set(line, edit(text)));
    try {
      for (const file of files) {
        if (file.name !== name) continue;
        for await (const chunk of textOfFile(file, { onRead: turn, onUtf16: () => {} })) {
          finder.push(chunk);
          if (finder.isDone) break;
        }
        break; // of several of this name the first one is meant
      }
      finder.finish();
    } catch (error) {
      if (error instanceof ReadingCancelled) throw error;
      // what was read so far is right
    }
    return texts;
  };
}
