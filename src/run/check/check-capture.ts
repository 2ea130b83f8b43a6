import type { CaptureInput } from "../../capture/find-captures.js";
import { displayName, notStrace, type ReadListener } from "../../capture/source.js";
import type { AnalysisListener } from "../../core/analysis/analyzer.js";
import type { Connection } from "../../core/analysis/model.js";
import { RecordLine } from "../../core/records/record-line.js";
import {
  captureRecord,
  connectionRecord,
  exchangeFields,
  exchangeHead,
  findingRecord,
} from "../../core/records/to-record.js";
import { guarded } from "../../core/rules/guarded.js";
import { visible } from "../../core/text/escape.js";
import { UnflushedError } from "../../errors.js";
import { type ActiveRules, ruleIdsOf, suppressedBy } from "../config/active-rules.js";
import type { RecordSink } from "../documents/record-sink.js";
import { Spool } from "../documents/spool.js";
import type { InputStream } from "../streams.js";
import { analyzePart, isNoStrace } from "./analyze-capture.js";
import { Expected } from "./expected.js";
import { Unrecognized } from "./unrecognized.js";

export interface CaptureOptions {
  readonly judging: ActiveRules;
  readonly showUnrecognized?: boolean;
  readonly strict?: boolean;
  /** What is read for `-`. */
  readonly stdin?: InputStream;
}

/** A capture, and the number under which it is told. */
export interface NumberedInput {
  readonly input: CaptureInput;
  readonly capture: number;
  /** Where it stands in the list of all captures. */
  readonly position: number;
}

/**
 * Checks one capture and tells `output` what it finds, while it finds it; one that cannot be read is told as a failure,
 * what is no strace output and was not named as passed over. Returns whether it was read, and so has a number.
 */
export async function checkCapture(
  { input, capture, position }: NumberedInput,
  options: CaptureOptions,
  output: RecordSink,
  onRead?: ReadListener,
): Promise<boolean> {
  const { judging } = options;
  const { path, isNamed } = input;
  const name = displayName(path);
  const warn = (text: string): void => output.warning(text);
  const unrecognized = new Unrecognized(name, options.showUnrecognized === true, warn);
  const expected = new Expected(path, ruleIdsOf(judging));
  const connections = output.wantsConnections ? tellConnections(capture, output) : {};
  const listener: AnalysisListener = {
    ...expected.listener,
    ...connections,
    onExchange: (connection, exchange) => {
      expected.exchange(exchange);
      connections.onExchange?.(connection, exchange);
    },
    onFinding: (found) => {
      const expectation = expected.suppression(found); // asked of each, to count them
      const record = suppressedBy(judging.suppressors, findingRecord(capture, name, found));
      output.take(RecordLine.of({ ...record, suppressed: record.suppressed ?? expectation }));
    },
    onLine: (event) => {
      if (event.kind === "unrecognized") unrecognized.add(event.at.line, event.text);
    },
  };
  let isRead = false;
  output.take(RecordLine.of({ kind: "begin", capture, position, path: name }));
  try {
    if (input.problem) throw new UnflushedError(input.problem.code, input.problem.message);
    const rules = guarded(judging.rules, name);
    const { facts, summary, broken, isLikely } = await analyzePart(path, listener, onRead, {
      rules,
      ...(options.stdin && { stdin: options.stdin }),
    });
    if (!isNamed && !isLikely) throw notStrace(path);
    isRead = true;
    const end = broken ? null : expected.end(capture, summary);
    if (end?.unmet) output.take(RecordLine.of(end.unmet));
    output.take(RecordLine.of(captureRecord(capture, facts, summary, end?.stated)));
    if (broken) throw broken;
    if (options.strict) unrecognized.refuse();
  } catch (error) {
    if (!(error instanceof UnflushedError) || error.code === "output-unwritable") throw error;
    const { code, message } = error;
    if (!isNamed && isNoStrace(error)) output.take(RecordLine.of({ kind: "passed", path: name, code }));
    else {
      warn(`unflushed: ${visible(message)}\n`);
      output.take(RecordLine.of({ kind: "failure", capture: isRead ? capture : null, path: name, code, message }));
    }
  }
  return isRead;
}

/** A connection when it is over, then its exchanges, which have waited for that. */
function tellConnections(capture: number, output: RecordSink): AnalysisListener {
  const exchanges = new Spool<Connection>();
  return {
    onExchange: (connection, exchange) => exchanges.add(connection, exchangeFields(exchange)),
    onConnection: (connection) => {
      output.take(RecordLine.of(connectionRecord(capture, connection)));
      const head = exchangeHead(capture, connection.id);
      let index = 0;
      for (const fields of exchanges.take(connection)) output.take(RecordLine.exchange(head, index++, fields));
    },
  };
}
