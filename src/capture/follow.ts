import { type AnalyzedCapture, analyzerWith } from "../analyze/follow.js";
import type { AnalysisListener, AnalyzerOptions } from "../core/analysis/listener.js";

export type { AnalyzedCapture } from "../analyze/follow.js";

import { compiledEngine, scansLines } from "./engine.js";

/**
 * An analyzer whose sockets the engine follows.
 *
 * @param wantsBytes see `analyzerWith`
 */
export function newAnalyzer(listener: AnalysisListener, options: AnalyzerOptions, wantsBytes = false): AnalyzedCapture {
  return analyzerWith(compiledEngine(), listener, options, wantsBytes, scansLines());
}
