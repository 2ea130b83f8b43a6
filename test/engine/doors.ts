import { analyzerWith } from "../../src/analyze/follow.js";
import { compiledEngine } from "../../src/capture/engine.js";
import { scanInto } from "../../src/capture/scan.js";
import type { AnalysisListener } from "../../src/core/analysis/listener.js";
import { LineSplitter } from "../../src/core/strace/line-splitter.js";
import { StraceReader } from "../../src/core/strace/reader.js";
import type { ScannedLine } from "../../src/core/strace/scanned-line.js";
import { LineScanner } from "../../src/engine/host/line-scanner.js";
import type { ByteSink } from "../../src/reading/first-piece.js";
import { engineOf } from "./engine.js";

/** One that has read a capture is ready for the next one. */
const engine = engineOf("simd");

/** How lines come to the reader: all as bytes, or those that the engine recognises as such. */
export type Door = "reader" | "engine";

/** What takes lines by either door. */
interface LineTaker {
  line(...line: Parameters<StraceReader["read"]>): void;
  scanned(line: ScannedLine): void;
}

function feed(text: string, door: Door, chunk: number, taker: LineTaker): void {
  const line: LineTaker["line"] = (...each) => taker.line(...each);
  const lines =
    door === "reader"
      ? new LineSplitter(line, { waits: true })
      : new LineScanner(engine, { line: (each) => taker.scanned(each), ask: line });
  push(lines, text, chunk);
}

function push(lines: ByteSink, text: string, chunk: number): void {
  const bytes = Buffer.from(text, "latin1");
  for (let at = 0; at < bytes.length; at += chunk) lines.push(bytes.subarray(at, at + chunk));
  lines.finish();
}

/** All that the analysis of a capture reports, in its order, as text. */
export function reportedBy(door: Door, text: string, chunk = 1 << 19): string[] {
  const said: string[] = [];
  const say =
    (kind: string) =>
    (...what: unknown[]): void => {
      said.push(`${kind} ${JSON.stringify(what, withoutSockets)}`);
    };
  const listener: AnalysisListener = {
    onExchange: say("exchange"),
    onConnection: say("connection"),
    onFinding: say("finding"),
    onSilence: say("silence"),
    onDisorder: say("disorder"),
    onUnreadLine: say("line"),
    onLeadingLine: say("leading line"),
  };
  const { analyzer, reader } = analyzerWith(compiledEngine(), listener, {}, false, door === "engine");
  if (door === "reader") feed(text, door, chunk, reader);
  else push(scanInto("capture", reader), text, chunk);
  say("facts")(analyzer.finish("capture"));
  say("summary")(analyzer.summary);
  return said;
}

/** All that the reader reports of a capture: each call with its arguments and its result, and each event. */
export function eventsBy(door: Door, text: string, chunk = 1 << 19): string[] {
  const said: string[] = [];
  const reader = new StraceReader((event) => {
    if (event.kind !== "call") said.push(JSON.stringify(event));
    else {
      const { name, pid, argumentsText, result, begin, end, part, isUnread, dumps } = event.call;
      said.push(JSON.stringify({ name, pid, argumentsText, result, begin, end, part, isUnread, dumps }));
    }
  });
  feed(text, door, chunk, {
    line: (...line) => reader.read(...line),
    scanned: (line) => reader.scanned(line),
  });
  reader.finish();
  said.push(JSON.stringify([reader.dialect.options, reader.counts, [...reader.names], reader.syscalls, reader.time]));
  return said;
}

/** Sockets and rules refer to one another without an end. What a call carried is no part of a judgement. */
const LEFT_OUT = new Set(["socket", "rule", "pieces", "offered"]);

function withoutSockets(key: string, value: unknown): unknown {
  return LEFT_OUT.has(key) ? undefined : value;
}
