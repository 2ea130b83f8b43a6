import { linesInto, sharedInto } from "../../analyze/capture-lines.js";
import type { LineReader } from "../../analyze/line-reader.js";
import type { LinePlaces } from "../../core/strace/line-places.js";
import { type LineSink, LineSplitter } from "../../core/strace/line-splitter.js";
import { feed } from "../../reading/feed.js";
import { FirstPiece } from "../../reading/first-piece.js";
import type { TextOfThread } from "../../reading/merge-threads.js";
import { refusingOtherTracers } from "../../reading/other-tracer-lines.js";
import { emptyCapture } from "../../reading/problems.js";
import type { ReadListener } from "../../reading/read-listener.js";
import { textOfFile } from "./file-text.js";
import type { GivenCapture } from "./given-captures.js";
import type { GivenFile } from "./messages.js";

const NOTHING = new Uint8Array(0);
/** Bytes of all files of a set together that wait in memory, and the least and the most of one. */
const WAITING = 4_194_304;
const LEAST = 256;
const MOST = 524_288;

/**
 * Has a capture read, line by line.
 *
 * @throws UnflushedError: what the command line says of a capture that it cannot read
 */
export async function readGiven(
  { name, files, pids }: GivenCapture,
  reader: LineReader,
  onRead: ReadListener,
  places: LinePlaces,
): Promise<void> {
  const [file] = files;
  const isEmpty =
    pids === null && file
      ? await readFile(file, reader, onRead)
      : await readThreads(name, files, pids ?? [], linesInto(name, reader), onRead, places);
  if (isEmpty) throw emptyCapture(name);
}

function readFile(file: GivenFile, reader: LineReader, onRead: ReadListener): Promise<boolean> {
  const { line, scanned, shared } = refusingOtherTracers(file.name, reader);
  const bytes =
    scanned && shared ? sharedInto(file.name, { line, scanned, shared }) : new LineSplitter(line, { waits: true });
  const onUtf16 = (): void => reader.line(NOTHING, 0, 0, null, false, "utf-16");
  return feed(new FirstPiece(bytes), textOfFile(file, { onRead, onUtf16 }));
}

/** Returns true if all of the files were empty. */
async function readThreads(
  name: string,
  files: readonly GivenFile[],
  pids: readonly number[],
  sink: LineSink,
  onRead: ReadListener,
  places: LinePlaces,
): Promise<boolean> {
  const size = Math.min(MOST, Math.max(LEAST, Math.floor(WAITING / files.length)));
  let isEmpty = true;
  const heard: LineSink = (...line) => {
    isEmpty = false;
    sink(...line);
  };
  const { mergeTexts } = await import("../../reading/merge-threads.js");
  const texts = files.map((file, index) => textOfThread(file, pids[index] ?? 0, size, onRead));
  await mergeTexts(name, texts, heard, places);
  return isEmpty;
}

function textOfThread(file: GivenFile, pid: number, size: number, onRead: ReadListener): TextOfThread {
  let chunks: AsyncIterator<Uint8Array> | null = null;
  return {
    pid,
    path: file.name,
    next: async (onUtf16) => {
      chunks ??= textOfFile(file, { onRead, onUtf16 }, size)[Symbol.asyncIterator]();
      const { done, value } = await chunks.next();
      return done ? null : value;
    },
  };
}
