import type { LinePlaces } from "../core/strace/line-places.js";
import type { LineSink } from "../core/strace/line-splitter.js";
import { mergeTexts, type TextOfThread } from "../reading/merge-threads.js";
import type { ReadListener } from "../reading/read-listener.js";
import { CHUNK, Turns } from "./chunks.js";
import { SharedText } from "./shared-text.js";
import type { ThreadFile } from "./thread-files.js";

/** More files are not open at once: a process may often have no more than 256 (`ulimit -n`), and others need some. */
const MOST_OPEN = 64;
/** Bytes of all files together that wait in memory; a line takes several times its length. The least of one file. */
const WAITING = 4_194_304;
const LEAST = 256;

/**
 * Merges the files of a `-ff` capture into one sequence of lines (see `mergeTexts`). No more than `MOST_OPEN` files are open.
 *
 * @param places hears where each line stands
 * @throws UnflushedError (`capture-unordered`) if the lines have no times
 */
export async function mergeThreads(
  path: string,
  files: readonly ThreadFile[],
  sink: LineSink,
  onRead?: ReadListener,
  places: LinePlaces | null = null,
): Promise<void> {
  const size = Math.min(CHUNK, Math.max(LEAST, Math.floor(WAITING / files.length)));
  const memory = Buffer.allocUnsafeSlow(size);
  const sharing = { memory, turns: new Turns(), reopens: files.length > MOST_OPEN };
  const texts = files.map(({ path: name, pid }): TextOfThread => {
    const text = new SharedText(name, sharing, onRead);
    return { pid, path: name, next: (onUtf16) => text.next(onUtf16) };
  });
  await mergeTexts(path, texts, sink, places);
}
