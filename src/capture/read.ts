import "./node-latin1.js";
import { UnflushedError } from "../errors.js";
import { type LineSink, LineSplitter } from "./lines.js";
import type { LineTime } from "./merge.js";
import { displayName, type ReadListener, readingError, STDIN, textOf } from "./source.js";
import { type ThreadFile, threadFiles } from "./thread-files.js";

/**
 * Reads a capture line by line. `path` is a file, compressed or not; the folder or the common prefix of the files of
 * `strace -ff`; or `-` for standard input.
 *
 * @param place gives the time of a line, by which the files of `-ff` are merged
 * @param stdin what is read for `-`
 * @throws UnflushedError if the capture cannot be read, is empty, or is not text
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

/** Returns true if the file was empty. */
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

/** Returns true if all of the files were empty. */
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
