import type { Listener } from "../analysis/analyzer.js";
import { type Connection, emptySummary, type Summary } from "../analysis/model.js";
import { nameOf, type ReadListener } from "../capture/source.js";
import { UnflushedError } from "../errors.js";
import { visible } from "../report/escape.js";
import { RecordLine } from "../report/record-line.js";
import { captureRecord, connectionRecord, exchangeFields, exchangeHead, findingRecord } from "../report/to-record.js";
import { guarded } from "../rules/guarded.js";
import type { Level } from "../rules/rule.js";
import { type Judging, suppressedBy } from "./judging.js";
import type { Output } from "./output.js";
import { analyzeCapture } from "./read.js";
import { Spool } from "./spool.js";
import { Unrecognized } from "./unrecognized.js";

/** What became of one capture. */
export interface Outcome {
  /** False where it could not be read, and so has no number. */
  readonly isRead: boolean;
  readonly summary: Summary;
  /** The levels of its findings, without those that are suppressed. */
  readonly levels: ReadonlySet<Level>;
  readonly hasFailed: boolean;
}

export interface CaptureOptions {
  readonly judging: Judging;
  readonly showUnrecognized?: boolean;
  readonly strict?: boolean;
}

/** A capture, and the number under which it is told. */
export interface CaptureInput {
  readonly path: string;
  readonly capture: number;
}

/** Checks one capture and tells `output` what it finds, while it finds it; one that cannot be read is told as a failure. */
export async function checkCapture(
  { path, capture }: CaptureInput,
  options: CaptureOptions,
  output: Output,
  onRead?: ReadListener,
): Promise<Outcome> {
  const { judging } = options;
  const levels = new Set<Level>();
  const name = nameOf(path);
  const warn = (text: string): void => output.warning(text);
  const unrecognized = new Unrecognized(name, options.showUnrecognized === true, warn);
  const listener: Listener = {
    ...(output.wantsConnections ? tellConnections(capture, output) : {}),
    onFinding: (found) => {
      const record = suppressedBy(judging.suppressors, findingRecord(capture, name, found));
      if (!record.suppressed) levels.add(record.level);
      output.take(RecordLine.of(record));
    },
    onLine: (event) => {
      if (event.kind === "unrecognized") unrecognized.add(event.at.line, event.text);
    },
  };
  let isRead = false;
  let summary = emptySummary();
  output.take(RecordLine.of({ kind: "begin", capture, path: name }));
  try {
    const result = await analyzeCapture(path, listener, onRead, { rules: guarded(judging.rules, name) });
    summary = result.summary;
    isRead = true;
    output.take(RecordLine.of(captureRecord(capture, result.facts, summary)));
    if (options.strict) unrecognized.refuse();
    return { isRead, summary, levels, hasFailed: false };
  } catch (error) {
    if (!(error instanceof UnflushedError) || error.code === "output-unwritable") throw error;
    const { code, message } = error;
    warn(`unflushed: ${visible(message)}\n`);
    output.take(RecordLine.of({ kind: "failure", path: name, code, message }));
    return { isRead, summary, levels, hasFailed: true };
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
