import { engineModule } from "../../src/analyze/engine.js";
import { analyzerWith } from "../../src/analyze/follow.js";
import type { analyzeText } from "../../src/analyze/index.js";
import { Collector } from "../../src/core/analysis/collector.js";
import { linesOfText, linesOfThreads } from "../../src/core/analysis/lines-of-text.js";

/** What `analyzeText` does, but the reader in TypeScript reads every line: what both say has to be the same. */
export const analyzeByReader: typeof analyzeText = (text, listener = {}, options = {}) => {
  const collector = new Collector(listener);
  const { analyzer, reader } = analyzerWith(engineModule(), collector.listener, options, true, false);
  if (typeof text === "string" || text instanceof Uint8Array) linesOfText(text, reader.line);
  else linesOfThreads(text, reader.line);
  return collector.finish(analyzer, "text");
};
