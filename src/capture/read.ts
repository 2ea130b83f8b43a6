import "./node-latin1.js";
import type { Analyzer } from "../analyze/analyzer.js";
import { type LineReader, readerOf } from "../analyze/line-reader.js";
import type { LinePlaces } from "../core/strace/line-places.js";
import { type LineSink, LineSplitter } from "../core/strace/line-splitter.js";
import { feed } from "../reading/feed.js";
import { type ByteSink, FirstPiece } from "../reading/first-piece.js";
import { type OwnReader, refusingOtherTracers } from "../reading/other-tracer-lines.js";
import { emptyCapture, STDIN } from "../reading/problems.js";
import type { ReadListener } from "../reading/read-listener.js";
import { isPlainFile } from "./chunks.js";
import { scansLines } from "./engine.js";
import { withPauses } from "./pauses.js";
import { scanInto, setLinesInto } from "./scan.js";
import { readingError, textOf } from "./source.js";
import { type ThreadFile, threadFiles } from "./thread-files.js";

const NOTHING = new Uint8Array(0);

/**
 * Reads a capture line by line.
 *
 * @param path a file, also one in .gz, .zst or .xz; the files of `strace -ff`, by their folder or their common prefix,
 *   whose lines come in the order of their times; or `-` for standard input
 * @param sink takes each line, as `Analyzer.line` and `StraceReader.read` do; or an `Analyzer`, or what else takes lines that the
 *   engine has read, which is faster
 * @param onRead hears, before each chunk of text, how many bytes were read; reading waits for its promise
 * @param stdin what is read for `-`
 * @param places hears, of the files of `strace -ff`, in which file and on which line each line stands; of other captures nothing
 * @throws UnflushedError: `capture-not-found`, `capture-unreadable`, `capture-empty`, `capture-binary`, `capture-of-other-tracer`,
 *   `capture-damaged` (compressed data that ends too early), `capture-is-directory` (a folder that holds no such set),
 *   `capture-unordered` (a set without times)
 */
export async function readCapture(
  path: string,
  sink: LineSink | LineReader | Analyzer,
  onRead?: ReadListener,
  stdin: AsyncIterable<Uint8Array> = process.stdin,
  places?: LinePlaces,
): Promise<void> {
  const reader = ownReader(sink);
  const files = filesOf(path);
  const isEmpty = files
    ? await mergeFiles(path, files, setLinesInto(path, reader), onRead && ((bytes) => onRead(bytes)), places)
    : await readFile(
        path,
        reader,
        textOf(path, onRead, stdin, () => reader.line(NOTHING, 0, 0, null, false, "utf-16")),
      );
  if (isEmpty) throw emptyCapture(path);
}

/** Returns true if the file was empty. */
function readFile(path: string, reader: OwnReader, text: AsyncIterable<Uint8Array>): Promise<boolean> {
  const lines = new FirstPiece(linesOf(path, reader));
  return feed(lines, path === STDIN || !isPlainFile(path) ? withPauses(text) : text);
}

/** What cuts the bytes into lines, and hands those on that no other tracer printed. */
function linesOf(path: string, reader: OwnReader): ByteSink {
  const { line, scanned, shared } = refusingOtherTracers(path, reader);
  if (!scanned || !scansLines()) return new LineSplitter(line, { waits: true });
  return scanInto(path, { line, scanned, ...(shared && { shared }) });
}

function ownReader(sink: LineSink | LineReader | Analyzer): OwnReader {
  if (typeof sink === "function") return { line: sink, scanned: null };
  const reader = "scanned" in sink ? sink : readerOf(sink);
  if (!reader) return { line: (...line) => sink.line(...line), scanned: null };
  const { shared } = reader;
  return {
    line: (...line) => reader.line(...line),
    scanned: (line) => reader.scanned(line),
    ...(shared && { shared }),
  };
}

/** Returns true if all of the files were empty. */
async function mergeFiles(
  path: string,
  files: readonly ThreadFile[],
  sink: LineSink,
  onRead?: ReadListener,
  places?: LinePlaces,
): Promise<boolean> {
  const { mergeThreads } = await import("./merge.js");
  let isEmpty = true;
  const heard: LineSink = (bytes, start, end, pid, isCut, oddity) => {
    isEmpty = false;
    sink(bytes, start, end, pid, isCut, oddity);
  };
  await mergeThreads(path, files, heard, onRead, places);
  return isEmpty;
}

function filesOf(path: string): ThreadFile[] | null {
  try {
    return path === STDIN ? null : threadFiles(path);
  } catch (error) {
    throw readingError(path, error);
  }
}
