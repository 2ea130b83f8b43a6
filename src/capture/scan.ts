import { type LinesReader, linesInto, sharedInto } from "../analyze/capture-lines.js";
import { engineFault } from "../analyze/engine-fault.js";
import type { LineReader } from "../analyze/line-reader.js";
import type { LineSink } from "../core/strace/line-splitter.js";
import { LineScanner } from "../engine/host/line-scanner.js";
import type { EngineExports } from "../engine/host/load.js";
import type { ByteSink } from "../reading/first-piece.js";
import { displayName } from "../reading/problems.js";
import { newEngine } from "./engine.js";

export type { LineReader } from "../analyze/line-reader.js";

/** What the user can do about a fault of the engine. */
const ADVICE = ", and check the capture with UNFLUSHED_SCAN=off";

/**
 * Has the engine read the lines of a capture.
 *
 * @param path its name, for messages
 * @param engine one that reads no other capture at the same time; by default a new one
 * @throws UnflushedError (`engine-failed`) from `push`, if the engine itself has a fault: what stands before was handed on
 */
export function scanInto(path: string, reader: LineReader, engine?: EngineExports): ByteSink {
  const { line, scanned, shared } = reader;
  if (shared) return sharedInto(displayName(path), { line, scanned, shared }, ADVICE);
  const failed = (number: number): never => {
    throw engineFault(`${displayName(path)}:${number}`, ADVICE);
  };
  return new LineScanner(engine ?? newEngine(), { line: scanned, ask: line, failed });
}

/** Has the lines of a set of files read, which come by themselves in the order of their times. */
export function setLinesInto(path: string, reader: LinesReader): LineSink {
  return linesInto(displayName(path), reader, ADVICE);
}
