import { Analyzer } from "../core/analysis/analyzer.js";
import type { FollowerUser } from "../core/analysis/follower.js";
import type { AnalysisListener, AnalyzerOptions } from "../core/analysis/listener.js";
import { judgeAbandoned, judgeEnd } from "../core/protocols/http1/ending/judge-end.js";
import { shownOfElided } from "../core/protocols/http1/head/elided-head.js";
import { toldBy } from "../core/protocols/told.js";
import type { SocketEvent } from "../core/sockets/event.js";
import { parseArguments } from "../core/strace/arguments/parse-arguments.js";
import { Syscall } from "../core/strace/call/syscall.js";
import { NO_RESULT } from "../core/strace/line/result/result.js";
import { EngineTracker } from "../engine/host/engine-tracker.js";
import type { Grammar } from "../engine/host/grammar-door.js";
import type { HttpUser } from "../engine/host/http/http-user.js";
import type { HttpJudges } from "../engine/host/http/judges.js";
import type { EngineExports } from "../engine/host/load.js";
import { compiledEngine, hasEngine } from "./engine.js";
import type { LineReader } from "./scan.js";

/** An analyzer, and what the lines of its capture are handed to. */
export interface AnalyzedCapture {
  readonly analyzer: Analyzer;
  readonly reader: LineReader;
}

/** An analyzer whose sockets the engine follows, unless it is switched off, or the listener asks how each byte is classified. */
export function newAnalyzer(listener: AnalysisListener, options: AnalyzerOptions): AnalyzedCapture {
  if (!hasEngine() || listener.onBytes) return ofAnalyzer(new Analyzer(listener, options));
  const engines: EngineExports[] = [];
  const analyzer = new Analyzer(listener, options, (user) => {
    const tracker = trackInEngine(user);
    engines.push(tracker.engine);
    return tracker;
  });
  return ofAnalyzer(analyzer, engines[0]);
}

function ofAnalyzer(analyzer: Analyzer, engine?: EngineExports): AnalyzedCapture {
  const reader: LineReader = {
    line: (...line) => analyzer.line(...line),
    scanned: (line) => analyzer.scanned(line),
  };
  if (!engine) return { analyzer, reader };
  const save: typeof analyzer.save = (to) => analyzer.save(to);
  const load: typeof analyzer.load = (from) => analyzer.load(from);
  const abandon = (): void => analyzer.abandonFollower();
  return { analyzer, reader: { ...reader, shared: { engine, save, load, abandon } } };
}

const NOWHERE = { pid: null, line: 0, time: null };

/** What the engine asks about arguments and about responses, because it is rare or a matter of judgement. */
const GRAMMAR: Grammar = {
  ofCall: (text, part) => new Syscall("", null, text, NO_RESULT, NOWHERE, NOWHERE, part).args,
  ofRemark: parseArguments,
};
const JUDGES: HttpJudges = { judgeEnd, judgeAbandoned, toldBy, shownOfElided };

/** The engine as what follows the sockets of a capture. */
function trackInEngine({ listener, traced, judge, spots, silence, onName }: FollowerUser): EngineTracker {
  const { onEvent } = listener;
  const user: HttpUser = {
    judged: (judgement, connection, index) => judge.take(judgement, connection, index),
    plain: (exchange, connection) => judge.takePlain(exchange, connection),
    facts: (facts, connection) => judge.takeFacts(facts, connection),
    server: (connection) => judge.serverOf(connection),
    counted: (counts) => judge.takeCounts(counts),
    ended: (ended) => {
      if (!silence.hasVerdict) tracker.settle();
      const facts = listener.onConnectionFacts ? ended.facts : null;
      if (facts !== null) listener.onConnectionFacts?.(ended.id, facts);
      else listener.onConnection?.(ended.connection);
      if (!silence.hasVerdict) silence.ended(ended.connection, ended, ended.isAtEnd);
    },
    spot: (code) => spots.add(code),
    ...(onEvent && {
      event: (connection, event, progress) => onEvent(connection, event as unknown as SocketEvent, progress),
    }),
  };
  const http = { user, judges: JUDGES, plain: judge.wantsPlain ? "in-full" : plainWayOf(listener) } as const;
  const tracker = new EngineTracker(compiledEngine(), GRAMMAR, traced, () => {}, undefined, onName, http);
  return tracker;
}

/** How little a listener has to hear of plain exchanges. */
function plainWayOf({ onPlainExchange, onPlainFacts, onEvent }: AnalysisListener): "each" | "facts" | "counts" {
  if (!onPlainExchange) return "counts";
  return onPlainFacts && !onEvent ? "facts" : "each";
}
