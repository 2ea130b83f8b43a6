import type { AnalysisListener, AnalyzerOptions } from "../core/analysis/analyzer.js";
import { type CaptureAnalysis, Collector } from "../core/analysis/collector.js";
import { displayName, notStrace } from "../reading/problems.js";
import { newAnalyzer } from "./follow.js";
import { readCapture } from "./read.js";

/**
 * Analyzes a capture on disk, whose connections must fit into memory; `readCapture` and an `Analyzer` need no more than
 * the open ones.
 *
 * @param path a file, also one in .gz, .zst or .xz; the files of `strace -ff`, by their folder or their common prefix;
 *   or `-` for standard input
 * @param listener hears what is found while the capture is read
 * @throws UnflushedError with the codes of `readCapture`, or `capture-not-strace`
 */
export async function analyzeFile(
  path: string,
  listener: AnalysisListener = {},
  options: AnalyzerOptions = {},
): Promise<CaptureAnalysis> {
  const collector = new Collector(listener);
  const { analyzer, reader } = newAnalyzer(collector.listener, options, true);
  await readCapture(path, reader);
  const analysis = collector.finish(analyzer, displayName(path));
  if (!analyzer.hasSeenStrace) throw notStrace(path);
  return analysis;
}
