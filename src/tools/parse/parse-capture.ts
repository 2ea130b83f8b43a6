import type { LineReader } from "../../capture/scan.js";
import { Unrecognized, type UnrecognizedOptions } from "../../core/analysis/unrecognized.js";
import { StraceReader } from "../../core/strace/reader.js";
import { withEscapes } from "../../core/text/json-text.js";
import { displayName, notStrace } from "../../reading/problems.js";
import type { ReadListener } from "../../reading/read-listener.js";
import { readLines } from "../../run/check/analyze-capture.js";
import type { InputStream } from "../../run/streams.js";
import { eventJson } from "./event-json.js";

/** What is read for `-`, and what takes the results of a capture. */
export interface ParseContext {
  readonly stdin: InputStream;
  /** Takes each event as one JSON object. */
  readonly onJson: (json: string) => void;
  /** Takes the report about lines that could not be read. */
  readonly warn: (text: string) => void;
  /** Reading waits for it before each chunk. */
  readonly onRead: ReadListener;
}

/**
 * Reads a capture and prints each event as one JSON object.
 *
 * @param path a file, NAME of the NAME.PID of `-ff`, or `-` for standard input
 * @throws UnflushedError if the capture cannot be read, holds no line of strace, or is refused by `strict`
 */
export async function parseCapture(
  path: string,
  options: UnrecognizedOptions,
  { stdin, onJson, warn, onRead }: ParseContext,
): Promise<void> {
  const unrecognized = new Unrecognized(displayName(path), options, warn);
  const reader = new StraceReader((event) => {
    const json = eventJson(event);
    if (json !== null) onJson(withEscapes(json));
    if (event.kind === "unrecognized") unrecognized.add(event.at.line, event.text);
    else if (event.kind === "call" && event.call.isUnread) {
      unrecognized.add(event.call.begin.line, `${event.call.name}(${event.call.argumentsText}`);
    }
  });
  const lines: LineReader = {
    line: (bytes, start, end, pid, isCut, oddity) => reader.read(bytes, start, end, pid, isCut, oddity),
    scanned: (line) => reader.scanned(line),
  };
  await readLines(path, lines, onRead, stdin);
  reader.finish();
  if (reader.counts.events === 0) throw notStrace(path);
  unrecognized.report(reader.counts.lines);
  unrecognized.refuse();
}
