import type { AnalysisListener, AnalyzerOptions } from "./analyzer.js";
import { type CaptureAnalysis, Collector } from "./collector.js";
import { linesOfText, linesOfThreads, type ThreadText } from "./lines-of-text.js";

/**
 * Analyzes strace output that is in memory: for tests, editors, web pages and small captures. Text that is not
 * strace output has no findings, and `summary.responses` is 0.
 *
 * @param text its bytes, or a string with one char per byte (latin1); of `strace -ff` the text of each thread's file
 * @param listener hears what is found while the text is read
 * @throws UnflushedError (`capture-unordered`) if the texts of several threads have no times
 */
export function analyzeText(
  text: string | Uint8Array | readonly ThreadText[],
  listener: AnalysisListener = {},
  options: AnalyzerOptions = {},
): CaptureAnalysis {
  const collector = new Collector(listener, options);
  const { analyzer } = collector;
  const sink = analyzer.line.bind(analyzer);
  if (typeof text === "string" || text instanceof Uint8Array) linesOfText(text, sink);
  else linesOfThreads(text, sink);
  return collector.finish("text");
}
