import { LineAnalyzer } from "../core/analysis/analyzer.js";
import type { FollowerUser } from "../core/analysis/follower.js";
import type { AnalysisListener, AnalyzerOptions } from "../core/analysis/listener.js";
import { fillLatest, openHops } from "../core/paths/message-hop.js";
import type { DataEvent } from "../core/protocols/exchange.js";
import { judgeAbandoned, judgeEnd } from "../core/protocols/http1/ending/judge-end.js";
import { shownOfElided } from "../core/protocols/http1/head/elided-head.js";
import type { StreamProtocol } from "../core/protocols/message-facts.js";
import { otherProtocols } from "../core/protocols/on-demand.js";
import { toldBy } from "../core/protocols/told.js";
import type { Watch } from "../core/protocols/watched.js";
import type { SocketEvent } from "../core/sockets/event.js";
import { parseArguments } from "../core/strace/arguments/parse-arguments.js";
import { QuotedBuffer } from "../core/strace/arguments/quoted-buffer.js";
import { Syscall } from "../core/strace/call/syscall.js";
import { NO_RESULT } from "../core/strace/line/result/result.js";
import type { ConversationJudges } from "../engine/host/conversations/conversation-door.js";
import { EngineTracker } from "../engine/host/engine-tracker.js";
import type { Grammar } from "../engine/host/grammar-door.js";
import type { HttpUse } from "../engine/host/http/http-door.js";
import type { HttpUser } from "../engine/host/http/http-user.js";
import type { HttpJudges } from "../engine/host/http/judges.js";
import type { EngineExports, EngineModule } from "../engine/host/load.js";
import type { QuotedBytes } from "../engine/host/pieces-view.js";
import type { LineReader } from "./line-reader.js";

export type { EngineModule } from "../engine/host/load.js";

/** An analyzer, and what the lines of its capture are handed to. */
export interface AnalyzedCapture {
  readonly analyzer: LineAnalyzer;
  readonly reader: LineReader;
}

/**
 * An analyzer whose sockets the engine follows.
 *
 * @param module the compiled engine
 * @param wantsBytes true if the listener looks at the bytes of events, or keeps events and asks them later, which takes time and
 *   memory; who has `onBytes` always does
 * @param scans false if the reader is to read every line, also those that the engine can read by itself
 */
export function analyzerWith(
  module: EngineModule,
  listener: AnalysisListener,
  options: AnalyzerOptions,
  wantsBytes: boolean,
  scans = true,
): AnalyzedCapture {
  const engines: EngineExports[] = [];
  const analyzer = new LineAnalyzer(listener, options, (user) => {
    const tracker = trackInEngine(module, user, wantsBytes || listener.onBytes !== undefined);
    engines.push(tracker.engine);
    return tracker;
  });
  return ofAnalyzer(analyzer, scans ? engines[0] : undefined);
}

function ofAnalyzer(analyzer: LineAnalyzer, engine?: EngineExports): AnalyzedCapture {
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
/** What reads connections that do not speak HTTP/1, and judges their messages: loaded with the first of them. */
function othersWithout(silenced: ReadonlySet<StreamProtocol>, watch: Watch | undefined): ConversationJudges {
  return {
    conversations: (user) => otherProtocols().conversationsWithout(silenced, watch, user),
    judgeOver: (message) => otherProtocols().judgeOver(message),
    judgeOpen: (...given) => otherProtocols().judgeOpen(...given),
    isUnanswered: (...given) => otherProtocols().isUnanswered(...given),
    judgementOf: (...given) => otherProtocols().judgementOf(...given),
    unansweredOf: (...given) => otherProtocols().unansweredOf(...given),
    fillLatestHop: fillLatest,
    openHops,
  };
}
const quoted: QuotedBytes = (...text) => new QuotedBuffer(...text);

/** The engine as what follows the sockets of a capture. */
function trackInEngine(
  module: EngineModule,
  { listener, traced, judge, spots, silence, silenced, onName }: FollowerUser,
  wantsBytes: boolean,
): EngineTracker {
  const { onEvent, onBytes } = listener;
  const user: HttpUser = {
    judged: (judgement, connection, index) => judge.take(judgement, connection, index),
    plain: (exchange, connection) => judge.takePlain(exchange, connection),
    facts: (facts, connection) => judge.takeFacts(facts, connection),
    server: (connection) => judge.serverOf(connection),
    counted: (counts) => judge.takeCounts(counts),
    ...(judge.links && { hops: (...hops) => judge.takeHops(...hops) }),
    ended: (ended) => {
      if (!silence.hasVerdict) tracker.settle();
      const facts = listener.onConnectionFacts ? ended.facts : null;
      if (facts !== null) listener.onConnectionFacts?.(ended.id, facts, judge.clock());
      else listener.onConnection?.(ended.connection, judge.clock());
      if (judge.isHolding) judge.ended(ended.connection);
      if (!silence.hasVerdict) silence.ended(ended.connection, ended, ended.isAtEnd);
    },
    spot: (code) => spots.add(code),
    ...(onEvent && {
      event: (connection, event, progress) => onEvent(connection, event as unknown as SocketEvent, progress),
    }),
    ...(onBytes && { bytes: (event, taken) => onBytes(event as unknown as DataEvent, taken) }),
  };
  const plain = judge.wantsPlain ? "in-full" : plainWayOf(listener);
  const http: HttpUse = {
    user,
    judges: JUDGES,
    plain,
    quoted: wantsBytes ? quoted : undefined,
    others: othersWithout(silenced, listener.onConversation),
  };
  const tracker = new EngineTracker(module, GRAMMAR, traced, () => {}, undefined, onName, http);
  return tracker;
}

/** How little a listener has to hear of plain exchanges. */
function plainWayOf({ onPlainExchange, onPlainFacts, onEvent }: AnalysisListener): "each" | "facts" | "counts" {
  if (!onPlainExchange) return "counts";
  return onPlainFacts && !onEvent ? "facts" : "each";
}
