import type { LineSink } from "../core/strace/line-splitter.js";
import type { ReaderProgress } from "../core/strace/progress.js";
import type { ScannedLine } from "../core/strace/scanned-line.js";
import { EngineReader } from "../engine/host/engine-reader.js";
import { LineScanner } from "../engine/host/line-scanner.js";
import type { EngineExports } from "../engine/host/load.js";
import { UnflushedError } from "../errors.js";
import { newEngine } from "./engine.js";
import { displayName } from "./source.js";

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

/** Takes the bytes of one capture. */
export interface ByteSink {
  push(chunk: Uint8Array): void;
  /** More bytes may take a while: what waits for them is read now. */
  settle?(): void;
  finish(): void;
}

/**
 * Has the engine read the lines of a capture.
 *
 * @param path its name, for messages
 * @param engine one that reads no other capture at the same time; by default a new one
 * @throws UnflushedError (`engine-failed`) from `push`, if the engine itself has a fault: what stands before was handed on
 */
export function scanInto(path: string, reader: LineReader, engine?: EngineExports): ByteSink {
  const { line, scanned, shared } = reader;
  if (shared) return sharedInto(path, { line, scanned, shared });
  return new LineScanner(engine ?? newEngine(), { line: scanned, ask: line, failed: faultOf(path) });
}

/** The same with an engine that takes turns with the reader. */
export function sharedInto(path: string, { line, scanned, shared }: Required<LineReader>): EngineReader {
  const { engine, save, load, abandon } = shared;
  return new EngineReader(engine, { line, scanned, save, load }, (number) => {
    abandon();
    return faultOf(path)(number);
  });
}

function faultOf(path: string): (line: number) => never {
  return (line) => {
    throw new UnflushedError(
      "engine-failed",
      `${displayName(path)}:${line}: the engine fails at this line, which is a fault of unflushed: report it, and check the capture with UNFLUSHED_ENGINE=off`,
    );
  };
}
