import { analyzerWith, type EngineModule } from "../../analyze/follow.js";
import { SummaryTally } from "../../core/analysis/tally.js";
import { writeExchanges, writeRecord } from "../../core/formats/format.js";
import { viewStream } from "../../core/formats/html/view-stream.js";
import { TextsInMemory } from "../../core/formats/waiting-texts.js";
import { RecordLine } from "../../core/records/record-line.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import { runRecord } from "../../core/records/to-record.js";
import { FactsInMemory } from "../../core/records/waiting-facts.js";
import { applyLevels } from "../../core/rules/active-rule.js";
import { rules as builtIn } from "../../core/rules/all.js";
import { analyzedPart } from "../../reading/analyze-part.js";
import { type CapturePlace, checkCaptureAt } from "../../reading/check-capture.js";
import type { ReadListener } from "../../reading/read-listener.js";
import { capturesOf, type GivenCapture } from "./given-captures.js";
import { textOfGivenLines } from "./lines-of-blob.js";
import type { GivenFile } from "./messages.js";
import { readGiven } from "./read-capture.js";

/** Set by the build. */
declare const UNFLUSHED_VERSION: string;

/**
 * Checks the files that a page was given, as `unflushed check` does with built-in rules and no options, and writes the view stream
 * of the run while it reads. The paths of several captures are not joined: that would hold back what is found until all are read.
 */
export async function checkGiven(
  engine: EngineModule,
  files: readonly GivenFile[],
  write: (text: string) => void,
  onRead: ReadListener,
): Promise<void> {
  const captures = await capturesOf(files);
  const activeRules = { rules: applyLevels(builtIn), suppressors: [], silenced: new Set<never>() };
  const total = new SummaryTally();
  const output = viewSink(files, write, total);
  output.take(RecordLine.of(runRecord(UNFLUSHED_VERSION, activeRules.rules, captures.length)));
  let capture = 0;
  for (const [position, given] of captures.entries()) {
    const numbered = { input: { path: given.name, isNamed: given.isNamed, problem: null }, capture, position };
    if (await checkCaptureAt(placeOf(engine, given, onRead), numbered, { activeRules }, output)) capture++;
  }
  output.take(RecordLine.of({ kind: "summary", ...total.summary }));
}

function placeOf(engine: EngineModule, given: GivenCapture, onRead: ReadListener): CapturePlace {
  return {
    analyze: (listener, { places, wantsBytes, ...options }) => {
      const { analyzer, reader } = analyzerWith(engine, listener, options, wantsBytes);
      return analyzedPart(given.name, analyzer, () => readGiven(given, reader, onRead, places));
    },
    makeWaiting: () => new FactsInMemory(),
  };
}

/** Writes each record as it comes, and adds up the summaries. */
function viewSink(files: readonly GivenFile[], write: (text: string) => void, total: SummaryTally): RecordSink {
  const view = viewStream({
    makeWaitingTexts: () => new TextsInMemory(),
    textOfLines: textOfGivenLines(files),
    date: null,
  });
  return {
    wantsConnections: true,
    eventNeed: "events",
    take: (line) => {
      if (line.kind === "capture") total.add((line as RecordLine<"capture">).value.summary);
      writeRecord(view, line, write);
    },
    takeExchanges: (run) => writeExchanges(view, run, write),
    warning: () => {}, // the records say the same
  };
}
