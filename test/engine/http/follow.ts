import { Analyzer } from "../../../src/core/analysis/analyzer.js";
import { CaptureSpots } from "../../../src/core/analysis/capture-spots.js";
import { EventFollower } from "../../../src/core/analysis/event-follower.js";
import type { FollowerUser, StartFollower } from "../../../src/core/analysis/follower.js";
import { noLoss } from "../../../src/core/analysis/groups.js";
import type { Judge } from "../../../src/core/analysis/judge.js";
import type { CaptureSilence } from "../../../src/core/analysis/silence/capture-silence.js";
import { judgeAbandoned, judgeEnd } from "../../../src/core/protocols/http1/ending/judge-end.js";
import { shownOfElided } from "../../../src/core/protocols/http1/head/elided-head.js";
import { toldBy } from "../../../src/core/protocols/told.js";
import type { SocketEvent } from "../../../src/core/sockets/event.js";
import { LineSplitter } from "../../../src/core/strace/line-splitter.js";
import { EngineReader } from "../../../src/engine/host/engine-reader.js";
import { EngineTracker } from "../../../src/engine/host/engine-tracker.js";
import type { HttpUser } from "../../../src/engine/host/http/http-user.js";
import type { HttpJudges } from "../../../src/engine/host/http/judges.js";
import { engineModule } from "../engine.js";
import { grammar } from "../model/grammar.js";
import { type Facts, judgementFacts, plainFacts, shownFacts } from "./facts.js";

/** How a capture is followed. */
export interface Following {
  /** Every exchange is wanted, and every event; otherwise of whole exchanges only what is counted. */
  readonly wantsAll: boolean;
  /** The engine reads the lines that it can read; otherwise the reader in TypeScript reads them all. */
  readonly readsLines: boolean;
  /** The calls that were traced, as a list; by default, what the capture says of itself. */
  readonly traced?: ReadonlySet<string>;
}

/** What is found out of a capture, in order. */
export interface Found {
  readonly facts: Facts[];
  /** How many connections there were. */
  readonly connections: number;
  /** What the engine still keeps of what is open after the last line, in bytes. */
  readonly heapBytes: number;
}

const judges: HttpJudges = { judgeEnd, judgeAbandoned, toldBy, shownOfElided };

/** Follows a capture with `SocketTracker` and `Connections` of the core. */
export function followByCore(text: string, { wantsAll, traced }: Following): Found {
  const facts: Facts[] = [];
  const spots = new CaptureSpots();
  let made: EventFollower | undefined;
  const analyzer = analyzerOf(traced, (user) => {
    const judge: Pick<Judge, "take" | "takePlain" | "wantsPlain"> = {
      wantsPlain: wantsAll,
      take(judgement, connection, index) {
        if (judgement.exchange) connection.role = judgement.role;
        facts.push(judgementFacts(judgement, connection, index));
      },
      takePlain: (...plain) => facts.push(plainFacts(...plain)),
    };
    const silence: Pick<CaptureSilence, "ended"> = {
      ended: (connection, { wasOpenBefore, hasCarried, hasShown }, isAtEnd) =>
        facts.push({ ended: structuredClone(connection), wasOpenBefore, hasCarried, hasShown, isAtEnd }),
    };
    made = new EventFollower({
      ...user,
      judge: judge as Judge,
      silence: silence as CaptureSilence,
      spots,
      listener: wantsAll ? { onEvent: (...shown) => facts.push(shownFacts(...shown)) } : {},
    });
    return made;
  });
  const lines = new LineSplitter((...line) => analyzer.line(...line));
  feed(lines, text);
  facts.push(endOf(analyzer), { spots: spots.codes });
  return { facts, connections: made?.connectionCount ?? 0, heapBytes: 0 };
}

/** The same with the engine. */
export function followByEngine(text: string, { wantsAll, readsLines, traced }: Following): Found {
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
  const analyzer = analyzerOf(traced, ({ traced: calls, onName }: FollowerUser) => {
    const http = { user, judges, plain: wantsAll ? "in-full" : "each" } as const;
    const tracker = new EngineTracker(engineModule, grammar, calls, () => {}, undefined, onName, http);
    made.push(tracker);
    return tracker;
  });
  const [tracker] = made as [EngineTracker];
  const line: ConstructorParameters<typeof LineSplitter>[0] = (...read) => analyzer.line(...read);
  const reader = {
    line,
    scanned: (scanned: Parameters<Analyzer["scanned"]>[0]) => analyzer.scanned(scanned),
    save: (to: Parameters<Analyzer["save"]>[0]) => analyzer.save(to),
    load: (from: Parameters<Analyzer["load"]>[0]) => analyzer.load(from),
  };
  feed(readsLines ? new EngineReader(tracker.engine, reader) : new LineSplitter(line), text);
  const { heapBytes } = tracker;
  facts.push(endOf(analyzer), { spots });
  return { facts, connections: tracker.connectionCount, heapBytes };
}

function analyzerOf(traced: ReadonlySet<string> | undefined, follow: StartFollower): Analyzer {
  return new Analyzer({}, traced ? { traced } : {}, follow);
}

function feed(lines: Pick<LineSplitter, "push" | "finish">, text: string): void {
  lines.push(Buffer.from(text, "latin1"));
  lines.finish();
}

/** What the reader knows at the end of the capture. */
function endOf(analyzer: Analyzer): Facts {
  const { blindSpots: _own, silence: _silence, ...facts } = analyzer.finish("capture");
  return { ...facts };
}
