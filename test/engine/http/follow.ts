import { LineAnalyzer } from "../../../src/core/analysis/analyzer.js";
import type { FollowerUser } from "../../../src/core/analysis/follower.js";
import { noLoss } from "../../../src/core/analysis/groups.js";
import { judgeAbandoned, judgeEnd } from "../../../src/core/protocols/http1/ending/judge-end.js";
import { shownOfElided } from "../../../src/core/protocols/http1/head/elided-head.js";
import { toldBy } from "../../../src/core/protocols/told.js";
import type { SocketEvent } from "../../../src/core/sockets/event.js";
import { QuotedBuffer } from "../../../src/core/strace/arguments/quoted-buffer.js";
import { LineSplitter } from "../../../src/core/strace/line-splitter.js";
import { EngineReader } from "../../../src/engine/host/engine-reader.js";
import { EngineTracker } from "../../../src/engine/host/engine-tracker.js";
import type { HttpUse } from "../../../src/engine/host/http/http-door.js";
import type { HttpUser } from "../../../src/engine/host/http/http-user.js";
import type { HttpJudges } from "../../../src/engine/host/http/judges.js";
import type { QuotedBytes } from "../../../src/engine/host/pieces-view.js";
import { FirstPiece } from "../../../src/reading/first-piece.js";
import { engineModule } from "../engine.js";
import { grammar } from "../model/grammar.js";
import { type Facts, judgementFacts, plainFacts, shownFacts } from "./facts.js";

/** How a capture is followed. */
export interface Following {
  /** Every exchange is wanted in full, and every event; otherwise of plain exchanges only what there is to say of them. */
  readonly wantsAll: boolean;
  /** The engine reads the lines that it can read; otherwise the reader in TypeScript reads them all. */
  readonly readsLines: boolean;
  /** The engine says the bytes of events. */
  readonly wantsBytes?: boolean;
  /** The calls that were traced, as a list; by default, what the capture says of itself. */
  readonly traced?: ReadonlySet<string>;
  /** The capture comes in so many bytes at a time; by default in one piece. */
  readonly chunk?: number;
}

/** What is found out of a capture, in order. */
export interface Found {
  readonly facts: Facts[];
  /** How many connections there were. */
  readonly connections: number;
  /** What the engine still keeps of what is open after the last line, in bytes. */
  readonly heapBytes: number;
  /** What its host keeps beside that. */
  readonly keptObjects: number;
}

const newBuffer: QuotedBytes = (...text) => new QuotedBuffer(...text);
const judges: HttpJudges = { judgeEnd, judgeAbandoned, toldBy, shownOfElided };

/** Follows a capture with the engine. */
export function follow(text: string, { wantsAll, readsLines, wantsBytes, traced, chunk }: Following): Found {
  const facts: Facts[] = [];
  const spots: string[] = [];
  const user: HttpUser = {
    judged: (...judged) => facts.push(judgementFacts(...judged)),
    plain: (...plain) => facts.push(plainFacts(...plain)),
    ended: ({ connection, wasOpenBefore, hasCarried, hasShown, isAtEnd }) =>
      facts.push({ ended: structuredClone(connection), wasOpenBefore, hasCarried, hasShown, isAtEnd }),
    facts: () => {},
    server: () => noLoss(),
    counted: () => {},
    spot: (code) => spots.push(code),
    ...(wantsAll && {
      event: (connection, event, progress) =>
        facts.push(shownFacts(connection, event as unknown as SocketEvent, progress)),
    }),
  };
  const made: EngineTracker[] = [];
  const startTracker = ({ traced: calls, onName }: FollowerUser): EngineTracker => {
    const plain = wantsAll ? "in-full" : "each";
    const quoted = wantsBytes ? newBuffer : undefined;
    const http: HttpUse = { user, judges, plain, quoted };
    const tracker = new EngineTracker(engineModule, grammar, calls, () => {}, undefined, onName, http);
    made.push(tracker);
    return tracker;
  };
  const analyzer = new LineAnalyzer({}, traced ? { traced } : {}, startTracker);
  const [tracker] = made as [EngineTracker];
  const line: ConstructorParameters<typeof LineSplitter>[0] = (...read) => analyzer.line(...read);
  const reader = {
    line,
    scanned: (scanned: Parameters<LineAnalyzer["scanned"]>[0]) => analyzer.scanned(scanned),
    save: (to: Parameters<LineAnalyzer["save"]>[0]) => analyzer.save(to),
    load: (from: Parameters<LineAnalyzer["load"]>[0]) => analyzer.load(from),
  };
  feed(readsLines ? new EngineReader(tracker.engine, reader) : new LineSplitter(line), text, chunk);
  const { heapBytes, keptObjects } = tracker;
  facts.push(endOf(analyzer), { spots });
  return { facts, connections: tracker.connectionCount, heapBytes, keptObjects };
}

function feed(lines: Pick<LineSplitter, "push" | "finish">, text: string, chunk = text.length): void {
  const bytes = Buffer.from(text, "latin1");
  const sink = new FirstPiece(lines);
  for (let at = 0; at < bytes.length; at += chunk) sink.push(bytes.subarray(at, at + chunk));
  sink.finish();
}

/** What the reader knows at the end of the capture. */
function endOf(analyzer: LineAnalyzer): Facts {
  const { blindSpots: _own, silence: _silence, ...facts } = analyzer.finish("capture");
  return { ...facts };
}
