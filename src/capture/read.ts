import "./node-latin1.js";
import { UnflushedError } from "../errors.js";
import { type LineSink, LineSplitter } from "./lines.js";
import type { LineTime } from "./merge.js";
import { displayName, type ReadListener, readingError, STDIN, textOf } from "./source.js";
import { type ThreadFile, threadFiles } from "./thread-files.js";

/**
 * Reads a capture line by line: a file, compressed or not, the files of `strace -ff` (their folder or their
 * common prefix), or `stdin` for `-`. `place` puts the lines of such files in order.
 *
 * @throws UnflushedError where it cannot be read, is empty, or is no text
 */
export async function readCapture(
  path: string,
  sink: LineSink,
  place: LineTime,
  onRead?: ReadListener,
  stdin: AsyncIterable<Buffer> = process.stdin,
): Promise<void> {
  const files = filesOf(path);
  const isEmpty = files
    ? await mergeFiles(path, files, sink, place, onRead)
    : await readFile(sink, textOf(path, onRead, stdin));
  if (!isEmpty) return;
  throw new UnflushedError(
    "capture-empty",
    `${displayName(path)} is empty: record a capture with strace -o FILE and check that`,
  );
}

/** Whether there was nothing in it. */
async function readFile(sink: LineSink, text: AsyncIterable<Buffer>): Promise<boolean> {
  const splitter = new LineSplitter(sink);
  let isEmpty = true;
  for await (const chunk of text) {
    splitter.push(chunk);
    isEmpty &&= chunk.length === 0;
  }
  splitter.finish();
  return isEmpty;
}

/** Whether there was nothing in any of them. */
async function mergeFiles(
  path: string,
  files: readonly ThreadFile[],
  sink: LineSink,
  place: LineTime,
  onRead?: ReadListener,
): Promise<boolean> {
  const { mergeThreads } = await import("./merge.js");
  let isEmpty = true;
  const heard: LineSink = (bytes, start, end, pid, isCut) => {
    isEmpty = false;
    sink(bytes, start, end, pid, isCut);
  };
  await mergeThreads(path, files, place, heard, onRead);
  return isEmpty;
}

function filesOf(path: string): ThreadFile[] | null {
  try {
    return path === STDIN ? null : threadFiles(path);
  } catch (error) {
    throw readingError(path, error);
  }
}
