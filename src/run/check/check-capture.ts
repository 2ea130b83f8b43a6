import type { CaptureInput } from "../../capture/find-captures.js";
import type { ReadListener } from "../../capture/read-listener.js";
import { displayName, notStrace, STDIN } from "../../capture/source.js";
import type { AnalysisListener } from "../../core/analysis/analyzer.js";
import { RecordLine } from "../../core/records/record-line.js";
import { guarded } from "../../core/rules/guarded.js";
import { LinePlaces } from "../../core/strace/line-places.js";
import { UnflushedError } from "../../errors.js";
import { type ActiveRules, ruleIdsOf } from "../config/active-rules.js";
import { endsEveryDocument, type RecordSink } from "../documents/record-sink.js";
import type { InputStream } from "../streams.js";
import { analyzePart, isNoStrace } from "./analyze-capture.js";
import { CaptureRecords } from "./capture-records.js";
import { Expected } from "./expected.js";
import { UnreadCalls, Unrecognized, type UnrecognizedOptions } from "./unrecognized.js";

export interface CaptureOptions extends UnrecognizedOptions {
  readonly activeRules: ActiveRules;
  /** False if losses are not linked, hop by hop. */
  readonly links?: boolean;
  /** True if paths are joined across captures. */
  readonly allPaths?: boolean;
  /** True if a filter asks for times. */
  readonly saysStart?: boolean;
  /** What is read for `-`. */
  readonly stdin?: InputStream;
}

/** A capture, and the number that its records have. */
export interface NumberedInput {
  readonly input: CaptureInput;
  readonly capture: number;
  /** Its place in the list of all captures, from 0. */
  readonly position: number;
}

/**
 * Checks one capture, and hands `output` the records of what it finds, while it finds it. An unreadable capture becomes
 * a `failure`; an unnamed file that is not strace output becomes `skipped`. Returns whether the capture was read, and so
 * has a number.
 */
export async function checkCapture(
  { input, capture, position }: NumberedInput,
  options: CaptureOptions,
  output: RecordSink,
  onRead?: ReadListener,
): Promise<boolean> {
  const { activeRules } = options;
  const { path, isNamed } = input;
  const name = displayName(path);
  const warn = (text: string): void => output.warning(text);
  const places = new LinePlaces();
  const unrecognized = new Unrecognized(name, options, warn, places);
  const unread = new UnreadCalls();
  const expected = new Expected(path, ruleIdsOf(activeRules));
  const { allPaths, saysStart } = options;
  const identity = { capture, position, path: name, allPaths, saysStart, places };
  const records = new CaptureRecords(identity, activeRules, output, (found) => expected.countSuppressed(found));
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
    const { facts, summary, broken, isLikely } = await analyzePart(path, listener, onRead, {
      rules,
      silenced: activeRules.silenced,
      links: options.links ?? true,
      places,
      wantsBytes: output.eventNeed === "events-with-bytes",
      ...(options.stdin && { stdin: options.stdin }),
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
