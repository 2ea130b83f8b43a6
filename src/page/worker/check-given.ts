import { analyzerWith, type EngineModule } from "../../analyze/follow.js";
import { SummaryTally } from "../../core/analysis/tally.js";
import { type Format, writeExchanges, writeRecord } from "../../core/formats/format.js";
import { viewRecords, viewStories } from "../../core/formats/html/view-stream.js";
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
import { linesOfFiles } from "./lines-of-files.js";
import type { GivenFile } from "./messages.js";
import { readGiven } from "./read-capture.js";

/** Set by the build. */
declare const UNFLUSHED_VERSION: string;

/**
 * Checks the files that a page was given, as `unflushed check` does with built-in rules and no options, and writes the view stream
 * of the run while it reads. Of several captures it writes what each says alone, and what they say together when all are read.
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
  const records = recordSink(write, total);
  const hasSeveral = captures.length > 1;
  const linked = hasSeveral ? (await import("./linked-in-page.js")).linkedInPage(records, write) : null;
  const stories = viewStories({
    makeWaitingTexts: () => new TextsInMemory(),
    readLines: linesOfFiles(files, () => onRead(0)),
    keepLines: () => () => null,
    isLive: false,
  });
  const output = withStories(stories, write, linked ?? records);
  output.take(RecordLine.of(runRecord(UNFLUSHED_VERSION, activeRules.rules, captures.length)));
  let capture = 0;
  for (const [position, given] of captures.entries()) {
    const numbered = { input: { path: given.name, isNamed: given.isNamed, problem: null }, capture, position };
    const options = { activeRules, allPaths: hasSeveral };
    if (await checkCaptureAt(placeOf(engine, given, onRead), numbered, options, output)) capture++;
    await stories.settle?.(write);
  }
  await linked?.finish(async () => onRead(0));
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

/** Writes each record, and adds up the summaries. */
function recordSink(write: (text: string) => void, total: SummaryTally): RecordSink {
  const view = viewRecords({ date: null });
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

/** Makes stories of the records on their way. Only they need the events, so no event has to wait with the other records. */
function withStories(stories: Format, write: (text: string) => void, next: RecordSink): RecordSink {
  const { wantsConnections, eventNeed } = next;
  return {
    wantsConnections,
    eventNeed,
    take: (line) => {
      writeRecord(stories, line, write);
      if (line.kind !== "event") next.take(line);
    },
    takeExchanges: (run) => next.takeExchanges(run),
    warning: (text) => next.warning(text),
  };
}
