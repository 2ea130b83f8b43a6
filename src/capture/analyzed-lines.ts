import type { AnalyzedCapture } from "../analyze/follow.js";
import type { AnalysisListener, AnalyzerOptions } from "../core/analysis/listener.js";
import type { LineSink } from "../core/strace/line-splitter.js";
import { newAnalyzer } from "./follow.js";
import { setLinesInto } from "./scan.js";

/** An analyzer, and what its lines are handed to. */
export interface AnalyzedLines {
  readonly analyzer: AnalyzedCapture["analyzer"];
  readonly line: LineSink;
}

/**
 * An analyzer for a capture whose lines come one by one, in step with another reader of them: each is applied when the call
 * returns. A caller that has the bytes of a capture gives `newAnalyzer` its chunks, which is faster.
 *
 * @param path the name of the capture, for messages
 * @param wantsBytes true if the listener looks at the bytes of events
 */
export function analyzerOfLines(
  path: string,
  listener: AnalysisListener,
  options: AnalyzerOptions = {},
  wantsBytes = false,
): AnalyzedLines {
  const { analyzer, reader } = newAnalyzer(listener, options, wantsBytes);
  return { analyzer, line: setLinesInto(path, reader) };
}
