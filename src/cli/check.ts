import { addSummary } from "../analysis/add-summary.js";
import { type CaptureFacts, type Connection, emptySummary } from "../analysis/model.js";
import { nameOf, STDIN } from "../capture/source.js";
import { UnflushedError } from "../errors.js";
import type { Exchange } from "../http/exchange.js";
import { findingText } from "../report/finding-text.js";
import { summaryText } from "../report/summary-text.js";
import type { Level } from "../rules/rule.js";
import { type ExitOptions, exitCode, levelOf } from "./exit-code.js";
import { JsonOutput } from "./json-output.js";
import { Notes } from "./notes.js";
import { pageOf } from "./page.js";
import { Progress } from "./progress.js";
import { analyzeCapture } from "./read.js";
import { Unrecognized } from "./unrecognized.js";
import { version } from "./version.js";

interface CheckOptions extends ExitOptions {
  readonly format: "text" | "json";
  readonly notes?: boolean;
  readonly showUnrecognized?: boolean;
  readonly strict?: boolean;
  /** False for `--no-progress`. */
  readonly progress: boolean;
}

/** `unflushed [check] [CAPTURE...]`: findings as they happen, then the summary. Returns the exit code. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const inputs = paths.length > 0 ? paths : [STDIN];
  refuseTerminal(inputs);
  const json = options.format === "json" ? new JsonOutput(version) : null;
  const page = pageOf(process.stdout);
  const captures: CaptureFacts[] = [];
  const levels: Level[] = [];
  const summary = emptySummary();
  const notes = new Notes(options.notes === true || options.failOn === "note");
  let hasFailed = false;
  for (const path of inputs) {
    const capture = captures.length;
    const unrecognized = new Unrecognized(nameOf(path), options.showUnrecognized === true);
    const progress = options.progress && process.stderr.isTTY === true ? new Progress(path) : null;
    try {
      const read = await analyzeCapture(
        path,
        {
          onFinding: (found) => {
            levels.push(levelOf(found));
            if (json) json.finding(capture, found);
            else if (notes.isShown(found)) {
              progress?.clear();
              process.stdout.write(`${findingText(found, nameOf(path), page)}\n`);
            }
          },
          onLine: (event) => {
            if (event.kind === "unrecognized") unrecognized.add(event.at.line, event.text);
          },
          ...(json && {
            onExchange: (connection: Connection, exchange: Exchange) => json.exchange(connection, exchange),
            onConnection: (connection: Connection) => json.connection(capture, connection),
          }),
        },
        progress,
      );
      captures.push(read.facts);
      addSummary(summary, read.summary);
      if (options.strict) unrecognized.refuse();
    } catch (error) {
      if (!(error instanceof UnflushedError)) throw error;
      process.stderr.write(`unflushed: ${error.message}\n`);
      hasFailed = true;
    }
  }
  if (json) json.end(captures, summary);
  else if (captures.length > 0) process.stdout.write(notes.text(page) + summaryText(summary, captures, page));
  return exitCode({ summary, levels, hasFailed }, options);
}

/** Waiting for somebody to type strace output helps nobody. */
export function refuseTerminal(inputs: readonly string[]): void {
  if (!inputs.includes(STDIN) || !process.stdin.isTTY) return;
  throw new UnflushedError(
    "usage",
    "no capture: name a file, or pipe strace into it: strace -f ./server 2>&1 | unflushed",
  );
}
