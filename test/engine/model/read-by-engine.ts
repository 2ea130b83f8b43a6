import { transfers } from "../../../src/core/sockets/effective-calls.js";
import { handlers } from "../../../src/core/sockets/handlers.js";
import { isUnneeded } from "../../../src/core/sockets/skips/scanned.js";
import { skipsOf } from "../../../src/core/sockets/skips/skips.js";
import { SocketTracker } from "../../../src/core/sockets/tracker.js";
import type { StraceEvent } from "../../../src/core/strace/event.js";
import { LineSplitter } from "../../../src/core/strace/line-splitter.js";
import { StraceReader } from "../../../src/core/strace/reader.js";
import type { TracedCalls } from "../../../src/core/syscalls/traced-calls.js";
import { EngineReader } from "../../../src/engine/host/engine-reader.js";
import { EngineTracker } from "../../../src/engine/host/engine-tracker.js";
import { engineModule } from "../engine.js";
import { type Facts, factsOf, socketFacts, viewedFacts, viewedSocketFacts } from "./facts.js";
import { grammar } from "./grammar.js";

type Model = Pick<SocketTracker, "apply" | "isSocket" | "mark" | "waitsToWrite" | "finish">;

/** All that is found out of a capture: what happened to which socket, and what the reader knows at the end. */
export interface Read {
  readonly facts: Facts[];
  /** How many lines the reader in TypeScript has read. */
  readonly asked: number;
}

/** Reads a capture with the model of the core. */
export function readByCore(text: string, chunk = 1 << 19): Read {
  const facts: Facts[] = [];
  let asked = 0;
  const reader: StraceReader = newReader(() => model);
  const model = new SocketTracker(
    handlers,
    tracedBy(reader),
    (event) => facts.push(factsOf(event)),
    (socket, mark) => facts.push({ mark, socket: socketFacts(socket) }),
  );
  const lines = new LineSplitter((...line) => {
    asked++;
    reader.read(...line);
  });
  feed(lines, text, chunk);
  end(reader, model, facts);
  return { facts, asked };
}

/** The same with the engine, which asks about some lines. */
export function readByEngine(text: string, chunk = 1 << 19): Read {
  const facts: Facts[] = [];
  let asked = 0;
  const traced: TracedCalls = {
    get basis() {
      return reader?.stated?.basis ?? "seen";
    },
    get leftOut() {
      return reader?.leftOut ?? null;
    },
    has: (name) => (reader?.stated ?? reader?.names)?.has(name) ?? false,
  };
  const model: EngineTracker = new EngineTracker(
    engineModule,
    grammar,
    traced,
    (event) => facts.push(viewedFacts(event)),
    (socket, mark) => facts.push({ mark, socket: viewedSocketFacts(socket) }),
    (name) => reader.noteName(name),
  );
  const reader: StraceReader = newReader(() => model, model);
  const lines = new EngineReader(model.engine, {
    line: (...line) => {
      asked++;
      reader.read(...line);
    },
    scanned: (line) => {
      asked++;
      reader.scanned(line);
    },
    save: (to) => reader.save(to),
    load: (from) => reader.load(from),
  });
  feed(lines, text, chunk);
  end(reader, model, facts);
  return { facts, asked };
}

function newReader(model: () => Model, engine?: EngineTracker): StraceReader {
  const isSocket = (pid: number | null, fd: number): boolean | null => model().isSocket(pid, fd);
  const waitsToWrite = (pid: number | null): boolean => model().waitsToWrite(pid);
  return new StraceReader(
    (event) => apply(model(), event),
    {
      wants: (name) => handlers.has(name),
      skips: skipsOf(transfers, isSocket, waitsToWrite),
      isUnneeded: (line) => isUnneeded(line, { isSocket, waitsToWrite }),
    },
    (at) => model().mark("lines-out-of-order", at.pid),
    engine?.elsewhere,
  );
}

function apply(model: Model, event: StraceEvent): void {
  if (event.kind === "unrecognized") model.mark("lines-lost", event.at.pid, null);
  else if (event.kind === "elided") model.mark("lines-elided", null);
  else model.apply(event);
}

function tracedBy(reader: StraceReader): TracedCalls {
  return {
    get basis() {
      return reader.stated?.basis ?? "seen";
    },
    get leftOut() {
      return reader.leftOut;
    },
    has: (name) => (reader.stated ?? reader.names).has(name),
  };
}

function feed(lines: Pick<LineSplitter, "push" | "finish">, text: string, chunk: number): void {
  const bytes = Buffer.from(text, "latin1");
  for (let at = 0; at < bytes.length; at += chunk) lines.push(bytes.subarray(at, at + chunk));
  lines.finish();
}

function end(reader: StraceReader, model: Model, facts: Facts[]): void {
  reader.finish();
  model.finish(reader.counts.lines, reader.time);
  facts.push({ names: [...reader.names], syscalls: reader.syscalls, ...reader.counts, time: reader.time });
  facts.push({ options: reader.dialect.options, hasTable: reader.hasTable });
}
