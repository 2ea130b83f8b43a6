import { UnflushedError } from "../errors.js";
import { type LineSink, LineSplitter } from "./lines.js";
import type { Place } from "./merge.js";
import { explain, nameOf, type ReadListener, STDIN, textOf } from "./source.js";
import { type ThreadFile, threadFiles } from "./thread-files.js";

/**
 * Reads a capture line by line: a file, compressed or not, the files of `strace -ff` (their folder or their
 * common prefix), or standard input for `-`. `place` puts the lines of such files in order.
 *
 * @throws UnflushedError where it cannot be read, is empty, or is no text
 */
export async function readCapture(path: string, sink: LineSink, place: Place, onRead?: ReadListener): Promise<void> {
  let lines = 0;
  const counted: LineSink = (bytes, start, end, pid, isCut) => {
    lines++;
    sink(bytes, start, end, pid, isCut);
  };
  const files = filesOf(path);
  if (files) await (await import("./merge.js")).mergeThreads(path, files, place, counted, onRead);
  else await readFile(path, counted, onRead);
  if (lines > 0) return;
  throw new UnflushedError(
    "capture-empty",
    `${nameOf(path)} is empty: record a capture with strace -o FILE and check that`,
  );
}

async function readFile(path: string, sink: LineSink, onRead?: ReadListener): Promise<void> {
  const splitter = new LineSplitter(sink);
  for await (const chunk of textOf(path, onRead)) splitter.push(chunk);
  splitter.finish();
}

function filesOf(path: string): ThreadFile[] | null {
  try {
    return path === STDIN ? null : threadFiles(path);
  } catch (error) {
    throw explain(path, error);
  }
}
