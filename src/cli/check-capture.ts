import type { Listener } from "../analysis/analyzer.js";
import { type Connection, emptySummary, type Summary } from "../analysis/model.js";
import type { CaptureInput } from "../capture/find-captures.js";
import { nameOf, type ReadListener } from "../capture/source.js";
import { UnflushedError } from "../errors.js";
import { visible } from "../report/escape.js";
import { RecordLine } from "../report/record-line.js";
import { captureRecord, connectionRecord, exchangeFields, exchangeHead, findingRecord } from "../report/to-record.js";
import type { Level } from "../rules/rule.js";
import type { Output } from "./output.js";
import { analyzePart, isNoStrace, notStrace } from "./read.js";
import { Spool } from "./spool.js";
import { Unrecognized } from "./unrecognized.js";

/** What became of one capture. */
export interface Outcome {
  /** False where nothing of it could be read, and so it has no number. */
  readonly isRead: boolean;
  readonly summary: Summary;
  /** The levels of its findings. */
  readonly levels: ReadonlySet<Level>;
  readonly hasFailed: boolean;
}

export interface CaptureOptions {
  readonly showUnrecognized?: boolean;
  readonly strict?: boolean;
}

/** A capture, and the number under which it is told. */
export interface NumberedInput {
  readonly input: CaptureInput;
  readonly capture: number;
}

/**
 * Checks one capture and tells `output` what it finds, while it finds it; one that cannot be read is told as a failure,
 * what is no strace output and was not named as passed over.
 */
export async function checkCapture(
  { input, capture }: NumberedInput,
  options: CaptureOptions,
  output: Output,
  onRead?: ReadListener,
): Promise<Outcome> {
  const levels = new Set<Level>();
  const { path, isNamed } = input;
  const name = nameOf(path);
  const warn = (text: string): void => output.warning(text);
  const unrecognized = new Unrecognized(name, options.showUnrecognized === true, warn);
  const listener: Listener = {
    ...(output.wantsConnections ? tellConnections(capture, output) : {}),
    onFinding: (found) => {
      levels.add(found.finding.rule.level);
      output.take(RecordLine.of(findingRecord(capture, name, found)));
    },
    onLine: (event) => {
      if (event.kind === "unrecognized") unrecognized.add(event.at.line, event.text);
    },
  };
  let isRead = false;
  let summary = emptySummary();
  output.take(RecordLine.of({ kind: "begin", capture, path: name }));
  try {
    if (input.problem) throw new UnflushedError(input.problem.code, input.problem.message);
    const result = await analyzePart(path, listener, onRead);
    if (!isNamed && !result.isLikely) throw notStrace(path);
    summary = result.summary;
    isRead = true;
    output.take(RecordLine.of(captureRecord(capture, result.facts, summary)));
    if (result.broken) throw result.broken;
    if (options.strict) unrecognized.refuse();
    return { isRead, summary, levels, hasFailed: false };
  } catch (error) {
    if (!(error instanceof UnflushedError) || error.code === "output-unwritable") throw error;
    const { code, message } = error;
    const isPassed = !isNamed && isNoStrace(error);
    if (isPassed) output.take(RecordLine.of({ kind: "passed", path: name, code }));
    else {
      warn(`unflushed: ${visible(message)}\n`);
      output.take(RecordLine.of({ kind: "failure", capture: isRead ? capture : null, path: name, code, message }));
    }
    return { isRead, summary, levels, hasFailed: !isPassed };
  }
}

/** A connection when it is over, then its exchanges, which have waited for that. */
function tellConnections(capture: number, output: Output): Listener {
  const exchanges = new Spool<Connection>();
  return {
    onExchange: (connection, exchange) => exchanges.add(connection, exchangeFields(exchange)),
    onConnection: (connection) => {
      output.take(RecordLine.of(connectionRecord(capture, connection)));
      let index = 0;
      for (const fields of exchanges.take(connection)) {
        output.take(RecordLine.exchange(exchangeHead(capture, connection.id, index++), fields));
      }
    },
  };
}
