import "./node-latin1.js";
import { type LineSink, LineSplitter } from "../core/strace/line-splitter.js";
import { TracerSniffer } from "../core/strace/other-tracers.js";
import { UnflushedError } from "../errors.js";
import { displayName, otherTracer, type ReadListener, readingError, STDIN, textOf } from "./source.js";
import { type ThreadFile, threadFiles } from "./thread-files.js";

const NOTHING = new Uint8Array(0);

/**
 * Reads a capture line by line.
 *
 * @param path a file, also one in .gz, .zst or .xz; the files of `strace -ff`, by their folder or their common prefix,
 *   whose lines come in the order of their times; or `-` for standard input
 * @param sink takes each line, as `Analyzer.line` and `StraceReader.read` do
 * @param onRead hears, before each chunk of text, how many bytes were read; reading waits for its promise
 * @param stdin what is read for `-`
 * @throws UnflushedError: `capture-not-found`, `capture-unreadable`, `capture-empty`, `capture-binary`, `capture-of-other-tracer`,
 *   `capture-damaged` (compressed data that ends too early), `capture-is-directory` (a folder that holds no such set),
 *   `capture-unordered` (a set without times)
 */
export async function readCapture(
  path: string,
  sink: LineSink,
  onRead?: ReadListener,
  stdin: AsyncIterable<Buffer> = process.stdin,
): Promise<void> {
  const files = filesOf(path);
  const isEmpty = files
    ? await mergeFiles(path, files, sink, onRead)
    : await readFile(
        path,
        sink,
        textOf(path, onRead, stdin, () => sink(NOTHING, 0, 0, null, false, "utf-16")),
      );
  if (!isEmpty) return;
  throw new UnflushedError(
    "capture-empty",
    `${displayName(path)} is empty: record a capture with strace -o FILE and check that`,
  );
}

/** Returns true if the file was empty. */
async function readFile(path: string, sink: LineSink, text: AsyncIterable<Buffer>): Promise<boolean> {
  const splitter = new LineSplitter(refusingOthers(path, sink));
  let isEmpty = true;
  for await (const chunk of text) {
    splitter.push(chunk);
    isEmpty &&= chunk.length === 0;
  }
  splitter.finish();
  return isEmpty;
}

/** The sink, for lines that no other tracer printed. */
function refusingOthers(path: string, sink: LineSink): LineSink {
  const sniffer = new TracerSniffer();
  return (bytes, start, end, pid, isCut, oddity) => {
    const tracer = sniffer.isCurious ? sniffer.take(bytes, start, end) : null;
    if (tracer) throw otherTracer(path, tracer);
    sink(bytes, start, end, pid, isCut, oddity);
  };
}

/** Returns true if all of the files were empty. */
async function mergeFiles(
  path: string,
  files: readonly ThreadFile[],
  sink: LineSink,
  onRead?: ReadListener,
): Promise<boolean> {
  const { mergeThreads } = await import("./merge.js");
  let isEmpty = true;
  const heard: LineSink = (bytes, start, end, pid, isCut, oddity) => {
    isEmpty = false;
    sink(bytes, start, end, pid, isCut, oddity);
  };
  await mergeThreads(path, files, heard, onRead);
  return isEmpty;
}

function filesOf(path: string): ThreadFile[] | null {
  try {
    return path === STDIN ? null : threadFiles(path);
  } catch (error) {
    throw readingError(path, error);
  }
}
