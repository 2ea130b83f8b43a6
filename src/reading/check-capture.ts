import type { AnalysisListener, AnalyzerOptions } from "../core/analysis/listener.js";
import { UnreadCalls, Unrecognized, type UnrecognizedOptions } from "../core/analysis/unrecognized.js";
import { type ActiveRules, ruleIdsOf } from "../core/records/active-rules.js";
import { CaptureRecords } from "../core/records/capture-records.js";
import { Expected } from "../core/records/expected.js";
import { RecordLine } from "../core/records/record-line.js";
import { endsEveryDocument, type RecordSink } from "../core/records/record-sink.js";
import type { WaitingFacts } from "../core/records/waiting-facts.js";
import { guarded } from "../core/rules/guarded.js";
import { LinePlaces } from "../core/strace/line-places.js";
import { UnflushedError } from "../errors.js";
import type { PartResult } from "./analyze-part.js";
import { displayName, isNoStrace, notStrace, STDIN } from "./problems.js";

/** How a capture is judged. */
export interface JudgingOptions extends UnrecognizedOptions {
  readonly activeRules: ActiveRules;
  /** False if losses are not linked, hop by hop. */
  readonly links?: boolean;
  /** True if paths are joined across captures. */
  readonly allPaths?: boolean;
  /** True if a filter asks for times. */
  readonly saysStart?: boolean;
}

/** A capture to read. */
export interface NamedCapture {
  /** A file, NAME of the NAME.PID of `-ff`, or `-`. */
  readonly path: string;
  /** False if a directory or a glob contains it: then it may be something else than strace output. */
  readonly isNamed: boolean;
  /** Why it cannot be read, if that is known before reading; otherwise null. */
  readonly problem: Pick<UnflushedError, "code" | "message"> | null;
}

/** How an analyzer is to read a capture. */
export interface PartOptions extends AnalyzerOptions {
  /** Hears where the lines of a `-ff` capture stand. */
  readonly places: LinePlaces;
  /** True if the bytes of events are looked at. */
  readonly wantsBytes: boolean;
}

/** What reads a capture where this runs, and where facts wait. */
export interface CapturePlace {
  /** @throws UnflushedError if nothing of the capture could be read */
  readonly analyze: (listener: AnalysisListener, options: PartOptions) => Promise<PartResult>;
  readonly makeWaiting: () => WaitingFacts;
}

/** A capture, and the number that its records have. */
export interface NumberedInput {
  readonly input: NamedCapture;
  readonly capture: number;
  /** Its place in the list of all captures, from 0. */
  readonly position: number;
}

/**
 * Checks one capture, and hands `output` the records of what it finds, while it finds it. An unreadable capture becomes
 * a `failure`; an unnamed file that is not strace output becomes `skipped`. Returns whether the capture was read, and so
 * has a number.
 */
export async function checkCaptureAt(
  { analyze, makeWaiting }: CapturePlace,
  { input, capture, position }: NumberedInput,
  options: JudgingOptions,
  output: RecordSink,
): Promise<boolean> {
  const { activeRules } = options;
  const { path, isNamed } = input;
  const name = displayName(path);
  const warn = (text: string): void => output.warning(text);
  const places = new LinePlaces();
  const unrecognized = new Unrecognized(name, options, warn, places);
  const unread = new UnreadCalls();
  const expected = new Expected(path, ruleIdsOf(activeRules), path === STDIN);
  const { allPaths, saysStart } = options;
  const identity = { capture, position, path: name, allPaths, saysStart, places };
  const { suppressors } = activeRules;
  const records = new CaptureRecords(identity, suppressors, output, makeWaiting, (found) =>
    expected.countSuppressed(found),
  );
  let isOrdered = true;
  const listener: AnalysisListener = {
    ...expected.listener,
    ...records.listener,
    onExchange: (connection, exchange) => {
      expected.exchange(exchange);
      records.listener.onExchange?.(connection, exchange);
    },
    onPlainExchange: records.listener.onPlainExchange ?? null,
    onDisorder: ({ line }) => {
      if (isOrdered) {
        const at = places.of(line) ?? { file: name, line };
        warn(`unflushed: ${at.file}:${at.line}: the time runs back, so its lines are not in strace's order`);
      }
      isOrdered = false;
    },
    ...(path === STDIN && { onSilence: (connection, silence) => records.silent(connection, silence) }),
    onUnreadLine: ({ kind, text, at }) => {
      if (kind === "unrecognized") unrecognized.add(at.line, text);
      unread.add(text);
    },
  };
  let isRead = false;
  records.begin();
  try {
    if (input.problem) throw new UnflushedError(input.problem.code, input.problem.message);
    const rules = guarded(activeRules.rules, name);
    const { facts, summary, broken, isLikely } = await analyze(listener, {
      rules,
      silenced: activeRules.silenced,
      links: options.links ?? true,
      places,
      wantsBytes: output.eventNeed === "events-with-bytes",
    });
    if (!isNamed && !isLikely) throw notStrace(path);
    isRead = true;
    const end = broken ? null : expected.end(capture, summary);
    if (end?.unmet) output.take(RecordLine.of(end.unmet));
    records.end(facts, summary, end?.stated);
    if (broken) throw broken;
    unrecognized.refuse();
  } catch (error) {
    if (!(error instanceof UnflushedError) || endsEveryDocument(error)) throw error;
    if (!isNamed && isNoStrace(error) && !unread.areMany) records.skip(error);
    else {
      const failure = !isNamed && isNoStrace(error) ? unreadCalls(name, error) : error;
      warn(`unflushed: ${failure.message}`);
      records.fail(failure, isRead);
    }
  }
  return isRead;
}

/** A file of a directory that is no strace output, and yet holds calls: passing over it must not turn a run green. */
function unreadCalls(name: string, { code }: UnflushedError): UnflushedError {
  return new UnflushedError(
    code,
    `${name} holds calls, but not as strace prints them, so it was not read: restore its lines, or move it elsewhere`,
  );
}
