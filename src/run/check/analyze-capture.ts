import { newAnalyzer } from "../../capture/follow.js";
import { readCapture } from "../../capture/read.js";
import type { ReadListener } from "../../capture/read-listener.js";
import type { LineReader } from "../../capture/scan.js";
import { displayName, notStrace, STDIN } from "../../capture/source.js";
import type { AnalysisListener, AnalyzerOptions, LineAnalyzer } from "../../core/analysis/analyzer.js";
import type { CaptureFacts, Summary } from "../../core/analysis/model.js";
import type { LinePlaces } from "../../core/strace/line-places.js";
import type { LineSink } from "../../core/strace/line-splitter.js";
import { UnflushedError } from "../../errors.js";
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

/** A capture that was read to its end. */
export interface ReadResult {
  readonly facts: CaptureFacts;
  readonly summary: Summary;
}

/** A capture that was read to its end, or as far as it could be. */
export interface PartResult extends ReadResult {
  /** Why it could not be read further; null at its end. */
  readonly broken: UnflushedError | null;
  /** False if nothing in it is a system call, or a message of strace's own: it may be text of another kind. */
  readonly isLikely: boolean;
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
  return resultOf(analyzer, path);
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
  let broken: UnflushedError | null = null;
  try {
    await readLines(path, reader, onRead, stdin, places);
  } catch (error) {
    if (!breaksReading(error) || !analyzer.hasSeenStrace) throw error;
    broken = error;
  }
  return { ...resultOf(analyzer, path), broken, isLikely: analyzer.hasSeenSyscall };
}

/** True for a file that is not surely something else than strace output. */
export async function holdsStrace(path: string): Promise<boolean> {
  try {
    return (await analyzePart(path, {})).isLikely;
  } catch (error) {
    return !(error instanceof UnflushedError && isNoStrace(error));
  }
}

/** True for a file that is not strace output at all. */
export function isNoStrace({ code }: UnflushedError): boolean {
  return code === "capture-not-strace" || code === "capture-binary";
}

function resultOf(analyzer: LineAnalyzer, path: string): ReadResult {
  const facts = analyzer.finish(displayName(path));
  if (!analyzer.hasSeenStrace) throw notStrace(path);
  return { facts, summary: analyzer.summary };
}

function breaksReading(error: unknown): error is UnflushedError {
  const codes = ["capture-damaged", "capture-unreadable", "capture-window-too-large", "engine-failed"];
  return error instanceof UnflushedError && codes.includes(error.code);
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
  const heard: ReadListener = (bytes) => {
    v8.advance(bytes);
    return onRead?.(bytes);
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
