import { isPacked, LineFinder } from "../../reading/lines-by-number.js";
import { ReadingCancelled } from "./cancelled.js";
import { textOfFile } from "./file-text.js";
import type { GivenFile } from "./messages.js";

/** Bytes that show whether a file is packed. */
const SAMPLE = 64;

/**
 * Reads lines of a packed file that was read as a capture before: unpacks it again, up to the last of them. What cannot be read is left out.
 *
 * @param turn is awaited now and then, and may end the reading
 * @throws ReadingCancelled
 */
export async function textOfPackedLines(
  files: readonly GivenFile[],
  turn: () => Promise<void>,
  name: string,
  lines: ReadonlySet<number>,
  edit: (text: string) => string = (text) => text,
): Promise<ReadonlyMap<number, string>> {
  const texts = new Map<number, string>();
  const file = files.find((each) => each.name === name);
  const finder = new LineFinder(lines, (line, text) => texts.set(line, edit(text)));
  try {
    if (!file || !isPacked(new Uint8Array(await file.blob.slice(0, SAMPLE).arrayBuffer()))) return texts;
    for await (const chunk of textOfFile(file, { onRead: turn, onUtf16: () => {} })) {
      finder.push(chunk);
      if (finder.isDone) break;
    }
    finder.finish();
  } catch (error) {
    if (error instanceof ReadingCancelled) throw error;
    // what was read so far is right
  }
  return texts;
}
