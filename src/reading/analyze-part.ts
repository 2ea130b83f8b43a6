import type { LineAnalyzer } from "../core/analysis/analyzer.js";
import type { CaptureFacts, Summary } from "../core/analysis/model.js";
import type { UnflushedError } from "../errors.js";
import { breaksReading, displayName, notStrace } from "./problems.js";

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
 * What an analyzer found in a capture that may be damaged: what stands before the damage is reported.
 *
 * @param read has the analyzer read the capture
 * @throws UnflushedError if nothing of it could be read
 */
export async function analyzedPart(
  path: string,
  analyzer: LineAnalyzer,
  read: () => Promise<void>,
): Promise<PartResult> {
  let broken: UnflushedError | null = null;
  try {
    await read();
  } catch (error) {
    if (!breaksReading(error) || !analyzer.hasSeenStrace) throw error;
    broken = error;
  }
  return { ...readResultOf(analyzer, path), broken, isLikely: analyzer.hasSeenSyscall };
}

/**
 * Ends the analysis of a capture.
 *
 * @throws UnflushedError (`capture-not-strace`) if it holds not one line that strace prints
 */
export function readResultOf(analyzer: LineAnalyzer, path: string): ReadResult {
  const facts = analyzer.finish(displayName(path));
  if (!analyzer.hasSeenStrace) throw notStrace(path);
  return { facts, summary: analyzer.summary };
}
