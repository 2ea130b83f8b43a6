import type { LineSink } from "../core/strace/line-splitter.js";
import type { ReaderProgress } from "../core/strace/progress.js";
import type { ScannedLine } from "../core/strace/scanned-line.js";
import type { EngineExports } from "../engine/host/load.js";

/** What reads the lines of a capture, and takes those that were scanned as such. */
export interface LineReader {
  /** Takes a line that has to be read. */
  readonly line: LineSink;
  /** Takes a line that the engine has recognised. */
  readonly scanned: (line: ScannedLine) => void;
  /** If an engine applies the lines that go their usual way by itself, and this reader gets the others. */
  readonly shared?: SharedEngine;
}

/** An engine that takes turns with a reader. */
export interface SharedEngine {
  readonly engine: EngineExports;
  /** The reader notes what the engine has to know to go on with the next line. */
  readonly save: (to: ReaderProgress) => void;
  /** The reader goes on after lines of the engine's. */
  readonly load: (from: ReaderProgress) => void;
  /** The engine has a fault: the reader asks it nothing more. */
  readonly abandon: () => void;
}

const readers = new WeakMap<object, LineReader>();

/** Who feeds this object may do so by what reads its lines, which is quicker. */
export function handOver(owner: object, reader: LineReader): void {
  readers.set(owner, reader);
}

/** It got a line by itself, of which its engine knows nothing: the engine must not read any. */
export function keepBack(owner: object): void {
  readers.delete(owner);
}

/** What reads the lines of an object; undefined if it was not handed over. */
export function readerOf(owner: object): LineReader | undefined {
  return readers.get(owner);
}
