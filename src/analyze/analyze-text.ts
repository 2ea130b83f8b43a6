import type { AnalysisListener, AnalyzerOptions } from "../core/analysis/analyzer.js";
import { type CaptureAnalysis, Collector } from "../core/analysis/collector.js";
import { linesOfThreads, type ThreadText } from "../core/analysis/lines-of-text.js";
import { bytesOf } from "../core/bytes.js";
import { linesInto, readText } from "./capture-lines.js";
import { engineModule } from "./engine.js";
import { atEnd } from "./engine-fault.js";
import { analyzerWith } from "./follow.js";

/** The name of the capture, in its facts and in messages. */
const NAME = "text";

/**
 * Analyzes strace output that is in memory: for tests, editors, web pages and small captures. Text that is not
 * strace output has no findings, and `summary.responses` is 0.
 *
 * @param text its bytes, or a string with one char per byte (latin1); of `strace -ff` the text of each thread's file
 * @param listener hears what is found while the text is read
 * @throws UnflushedError: `capture-unordered` if the texts of several threads have no times; `engine-unavailable` if WebAssembly
 *   cannot be used here; `engine-failed` for a fault of the engine
 */
export function analyzeText(
  text: string | Uint8Array | readonly ThreadText[],
  listener: AnalysisListener = {},
  options: AnalyzerOptions = {},
): CaptureAnalysis {
  const collector = new Collector(listener);
  const { analyzer, reader } = analyzerWith(engineModule(), collector.listener, options, true);
  if (typeof text === "string") readText(NAME, bytesOf(text), reader);
  else if (text instanceof Uint8Array) readText(NAME, text, reader);
  else linesOfThreads(text, linesInto(NAME, reader));
  return atEnd(NAME, () => collector.finish(analyzer, NAME));
}
