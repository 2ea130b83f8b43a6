import "./node-latin1.js";
import type { Analyzer } from "../analyze/analyzer.js";
import { type LineReader, readerOf, type SharedEngine } from "../analyze/line-reader.js";
import { RECORD_SERVER } from "../core/recipe.js";
import type { LinePlaces } from "../core/strace/line-places.js";
import { type LineSink, LineSplitter } from "../core/strace/line-splitter.js";
import { TracerSniffer } from "../core/strace/other-tracers.js";
import type { ReaderProgress } from "../core/strace/progress.js";
import { UnflushedError } from "../errors.js";
import { isPlainFile } from "./chunks.js";
import { scansLines } from "./engine.js";
import { FirstPiece } from "./first-piece.js";
import { PAUSE, withPauses } from "./pauses.js";
import type { ReadListener } from "./read-listener.js";
import { type ByteSink, scanInto, setLinesInto } from "./scan.js";
import { displayName, otherTracer, readingError, STDIN, textOf } from "./source.js";
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
    ? await mergeFiles(path, files, setLinesInto(path, reader), onRead, places)
    : await readFile(
        path,
        reader,
        textOf(path, onRead, stdin, () => reader.line(NOTHING, 0, 0, null, false, "utf-16")),
      );
  if (!isEmpty) return;
  throw new UnflushedError("capture-empty", `${displayName(path)} is empty: record one with ${RECORD_SERVER}`);
}

/** Returns true if the file was empty. */
async function readFile(path: string, reader: OwnReader, text: AsyncIterable<Buffer>): Promise<boolean> {
  const lines = new FirstPiece(linesOf(path, reader));
  let isEmpty = true;
  try {
    for await (const chunk of path === STDIN || !isPlainFile(path) ? withPauses(text) : text) {
      if (chunk === PAUSE) lines.settle();
      else lines.push(chunk);
      isEmpty &&= chunk === PAUSE || chunk.length === 0;
    }
  } catch (error) {
    lines.handOn(); // of a file that breaks off, what stands before counts
    throw error;
  }
  lines.finish();
  return isEmpty;
}

/** What cuts the bytes into lines, and hands those on that no other tracer printed. */
function linesOf(path: string, reader: OwnReader): ByteSink {
  const { line, scanned } = reader;
  const sniffer = new TracerSniffer();
  const look = (bytes: Uint8Array, start: number, end: number): void => {
    const tracer = sniffer.take(bytes, start, end);
    if (tracer) throw otherTracer(path, tracer);
  };
  const sink: LineSink = (bytes, start, end, pid, isCut, oddity) => {
    if (sniffer.isCurious) look(bytes, start, end);
    line(bytes, start, end, pid, isCut, oddity);
  };
  if (!scanned || !scansLines()) return new LineSplitter(sink, { waits: true });
  const shared = sharedUnless(() => sniffer.isCurious, reader.shared);
  return scanInto(path, {
    line: sink,
    scanned: (each) => {
      if (sniffer.isCurious) look(each.bytes, each.start, each.end);
      scanned(each);
    },
    ...(shared && { shared }),
  });
}

/** While `isLooking`, every line goes to the reader. */
function sharedUnless(isLooking: () => boolean, shared: SharedEngine | undefined): SharedEngine | undefined {
  if (!shared) return undefined;
  const save = (to: ReaderProgress): void => {
    shared.save(to);
    to.isBusy ||= isLooking();
  };
  return { ...shared, save };
}

/** A reader that need not take lines that were scanned. */
interface OwnReader {
  readonly line: LineSink;
  readonly scanned: LineReader["scanned"] | null;
  readonly shared?: SharedEngine;
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
