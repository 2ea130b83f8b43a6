import { newAnalyzer } from "../../capture/follow.js";
import { readCapture } from "../../capture/read.js";
import type { LineReader } from "../../capture/scan.js";
import type { AnalysisListener, AnalyzerOptions } from "../../core/analysis/analyzer.js";
import type { LinePlaces } from "../../core/strace/line-places.js";
import type { LineSink } from "../../core/strace/line-splitter.js";
import { UnflushedError } from "../../errors.js";
import { analyzedPart, type PartResult, type ReadResult, readResultOf } from "../../reading/analyze-part.js";
import { isNoStrace, STDIN } from "../../reading/problems.js";
import type { ReadListener } from "../../reading/read-listener.js";
import type { InputStream } from "../streams.js";
import { ThriftyV8 } from "./thrifty-v8.js";

/** How a capture is analysed, and what is read for `-`. */
export interface ReadOptions extends AnalyzerOptions {
  readonly stdin?: InputStream;
  /** Hears where the lines of a `-ff` capture stand. */
  readonly places?: LinePlaces;
  /** True if the bytes of events are looked at. */
  readonly wantsBytes?: boolean;
}

/**
 * Streams one capture through an analyzer.
 *
 * @throws UnflushedError if it cannot be read, or holds not one line that strace prints
 */
export async function analyzeCapture(
  path: string,
  listener: AnalysisListener,
  onRead?: ReadListener,
  { stdin, places, ...options }: ReadOptions = {},
): Promise<ReadResult> {
  const { analyzer, reader } = newAnalyzer(listener, options);
  await readLines(path, reader, onRead, stdin, places);
  return readResultOf(analyzer, path);
}

/**
 * The same for a capture that may be damaged: what stands before the damage is reported.
 *
 * @throws UnflushedError if nothing of it could be read
 */
export async function analyzePart(
  path: string,
  listener: AnalysisListener,
  onRead?: ReadListener,
  { stdin, places, wantsBytes, ...options }: ReadOptions = {},
): Promise<PartResult> {
  const { analyzer, reader } = newAnalyzer(listener, options, wantsBytes);
  return analyzedPart(path, analyzer, () => readLines(path, reader, onRead, stdin, places));
}

/** True for a file that is not surely something else than strace output. */
export async function holdsStrace(path: string): Promise<boolean> {
  try {
    return (await analyzePart(path, {})).isLikely;
  } catch (error) {
    return !(error instanceof UnflushedError && isNoStrace(error));
  }
}

/** Reads the lines of a capture; a live one until its input ends, also over a first Ctrl-C. */
export async function readLines(
  path: string,
  sink: LineSink | LineReader,
  onRead?: ReadListener,
  stdin?: InputStream,
  places?: LinePlaces,
): Promise<void> {
  const v8 = new ThriftyV8();
  const heard: ReadListener = (bytes, text) => {
    v8.advance(bytes);
    return onRead?.(bytes, text);
  };
  const restore = path === STDIN ? outliveInterrupt() : () => {};
  try {
    await readCapture(path, sink, heard, stdin, places);
  } finally {
    restore();
  }
}

/**
 * Ctrl-C in a pipeline reaches strace and this process alike. strace then ends, and with it our input: going
 * on until there lets the summary be printed. A second Ctrl-C quits.
 */
function outliveInterrupt(): () => void {
  let count = 0;
  const onInterrupt = (): void => {
    if (++count > 1) process.exit(130);
  };
  process.on("SIGINT", onInterrupt);
  return () => process.off("SIGINT", onInterrupt);
}
