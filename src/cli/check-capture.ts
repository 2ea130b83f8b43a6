import type { Listener } from "../analysis/analyzer.js";
import { type CaptureFacts, type Connection, emptySummary, type Summary } from "../analysis/model.js";
import { nameOf, type ReadListener } from "../capture/source.js";
import { UnflushedError } from "../errors.js";
import { findingText, type Page } from "../report/finding-text.js";
import { connectionStart, exchangeJson, findingJson, JSON_CONNECTION_END } from "../report/json.js";
import type { Level } from "../rules/rule.js";
import { levelOf } from "./exit-code.js";
import type { Output } from "./output.js";
import { analyzeCapture } from "./read.js";
import { Spool } from "./spool.js";
import { Unrecognized } from "./unrecognized.js";

/** What became of one capture. */
export interface Outcome {
  /** Null where it could not be read. */
  readonly facts: CaptureFacts | null;
  readonly summary: Summary;
  /** The levels of its findings. */
  readonly levels: ReadonlySet<Level>;
  readonly hasFailed: boolean;
}

export interface CaptureOptions {
  readonly format: "text" | "json";
  readonly showUnrecognized?: boolean;
  readonly strict?: boolean;
}

/** A capture, and the number under which it is told. */
export interface CaptureInput {
  readonly path: string;
  readonly capture: number;
  readonly page: Page;
}

/** Checks one capture and tells `output` what it finds, while it finds it; one that cannot be read is told as a warning. */
export async function checkCapture(
  input: CaptureInput,
  options: CaptureOptions,
  output: Output,
  onRead?: ReadListener,
): Promise<Outcome> {
  const levels = new Set<Level>();
  const name = nameOf(input.path);
  const warn = (text: string): void => output.warning(text);
  const unrecognized = new Unrecognized(name, options.showUnrecognized === true, warn);
  const tell = options.format === "json" ? asJson(input.capture, output) : asText(name, input.page, output);
  let facts: CaptureFacts | null = null;
  let summary = emptySummary();
  try {
    const listener: Listener = {
      ...tell,
      onFinding: (found) => {
        levels.add(levelOf(found));
        tell.onFinding?.(found);
      },
      onLine: (event) => {
        if (event.kind === "unrecognized") unrecognized.add(event.at.line, event.text);
      },
    };
    ({ facts, summary } = await analyzeCapture(input.path, listener, onRead));
    if (options.strict) unrecognized.refuse();
    return { facts, summary, levels, hasFailed: false };
  } catch (error) {
    if (!(error instanceof UnflushedError)) throw error;
    warn(`unflushed: ${error.message}\n`);
    return { facts, summary, levels, hasFailed: true };
  }
}

function asText(name: string, page: Page, output: Output): Listener {
  return {
    onFinding: (found) => {
      const { id: rule, level } = found.finding.rule;
      output.finding({ rule, level, text: `${findingText(found, name, page)}\n` });
    },
  };
}

function asJson(capture: number, output: Output): Listener {
  const exchanges = new Spool<Connection>();
  return {
    onFinding: (found) => {
      const { id: rule, level } = found.finding.rule;
      output.finding({ rule, level, text: findingJson(capture, found) });
    },
    onExchange: (connection, exchange) => exchanges.add(connection, exchangeJson(exchange)),
    onConnection: (connection) => output.connection(connectionParts(capture, connection, exchanges)),
  };
}

function* connectionParts(capture: number, connection: Connection, exchanges: Spool<Connection>): Generator<string> {
  yield connectionStart(capture, connection);
  yield* exchanges.take(connection);
  yield JSON_CONNECTION_END;
}
