import { type LineSink, LineSplitter } from "../core/strace/line-splitter.js";
import type { ReaderProgress } from "../core/strace/progress.js";
import { EngineReader } from "../engine/host/engine-reader.js";
import { engineFault } from "./engine-fault.js";
import type { LineReader, SharedEngine } from "./line-reader.js";

const NEWLINE = 0x0a;

/**
 * Has all lines of a text read: by the engine, if it takes turns with the reader. Of a stream, a line beyond some length is cut; a text
 * that holds such a line is in memory anyway, so that the reader reads it, and all lines with it.
 *
 * @param name of the capture, for messages
 * @throws UnflushedError (`engine-failed`) if the engine has a fault
 */
export function readText(name: string, text: Uint8Array, { line, scanned, shared }: LineReader): void {
  const isLong = shared && hasLineOver(shared.engine.longestLine(), text);
  const lines =
    shared && !isLong
      ? sharedInto(name, { line, scanned, shared })
      : new LineSplitter(linesInto(name, { line, shared }));
  lines.push(text);
  lines.finish();
}

function hasLineOver(longest: number, text: Uint8Array): boolean {
  let start = 0;
  while (text.length - start > longest) {
    const end = text.lastIndexOf(NEWLINE, start + longest);
    if (end < start) return true;
    start = end + 1;
  }
  return false;
}

/** Has the bytes of a capture cut into lines and read, by an engine that takes turns with the reader. `advice`: see engine-fault.ts. */
export function sharedInto(name: string, reader: Required<LineReader>, advice?: string): EngineReader {
  const { line, scanned, shared } = reader;
  const { engine, save, load, abandon } = shared;
  return new EngineReader(engine, { line, scanned, save, load }, (number) => {
    abandon();
    throw engineFault(`${name}:${number}`, advice);
  });
}

/**
 * Has all lines of a capture read that were cut elsewhere. The engine reads none of them, so nothing moves to the reader and back.
 *
 * @throws UnflushedError (`engine-failed`) from the sink, if the engine has a fault
 */
export function linesInto(name: string, { line, shared }: LinesReader, advice?: string): LineSink {
  if (!shared) return line;
  return (...each) => {
    try {
      line(...each);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      shared.abandon();
      throw engineFault(`${name}:${linesOf(shared)}`, advice);
    }
  };
}

/** What reads lines that were cut elsewhere. */
export interface LinesReader {
  readonly line: LineSink;
  readonly shared?: SharedEngine | undefined;
}

/** How many lines were read. */
function linesOf({ save }: SharedEngine): number {
  const progress = {} as ReaderProgress;
  save(progress);
  return progress.line;
}
