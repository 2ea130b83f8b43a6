import type { LineSink } from "../core/strace/line-splitter.js";
import type { ScannedLine } from "../core/strace/scanned-line.js";
import { LineScanner } from "../engine/host/line-scanner.js";
import type { EngineExports } from "../engine/host/load.js";
import { UnflushedError } from "../errors.js";
import { newEngine } from "./engine.js";
import { displayName } from "./source.js";

/** What reads the lines of a capture, and takes those that were scanned as such. An `Analyzer` is one. */
export interface LineReader {
  /** Takes a line that has to be read. */
  readonly line: LineSink;
  /** Takes a line that the engine has recognised. */
  readonly scanned: (line: ScannedLine) => void;
}

/** Takes the bytes of one capture. */
export interface ByteSink {
  push(chunk: Uint8Array): void;
  finish(): void;
}

/**
 * Has the engine read the lines of a capture.
 *
 * @param path its name, for messages
 * @param engine one that reads no other capture at the same time
 * @throws UnflushedError (`engine-failed`) from `push`, if the engine itself has a fault: what stands before was handed on
 */
export function scanInto(path: string, reader: LineReader, engine: EngineExports = newEngine()): ByteSink {
  return new LineScanner(engine, {
    line: (line) => reader.scanned(line),
    ask: (...line) => reader.line(...line),
    failed: (line) => {
      throw new UnflushedError(
        "engine-failed",
        `${displayName(path)}:${line}: the engine fails at this line, which is a fault of unflushed: report it, and check the capture with UNFLUSHED_ENGINE=off`,
      );
    },
  });
}
