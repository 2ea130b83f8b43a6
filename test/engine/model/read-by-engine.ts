import { effectiveCalls, transfers } from "../../../src/core/sockets/effective-calls.js";
import { isUnneeded } from "../../../src/core/sockets/skips/scanned.js";
import { skipsOf } from "../../../src/core/sockets/skips/skips.js";
import type { StraceEvent } from "../../../src/core/strace/event.js";
import { LineSplitter } from "../../../src/core/strace/line-splitter.js";
import { StraceReader } from "../../../src/core/strace/reader.js";
import type { TracedCalls } from "../../../src/core/syscalls/traced-calls.js";
import { EngineReader } from "../../../src/engine/host/engine-reader.js";
import { EngineTracker } from "../../../src/engine/host/engine-tracker.js";
import { engineModule } from "../engine.js";
import { type Facts, factsOf, socketFacts } from "./facts.js";
import { grammar } from "./grammar.js";

/** All that is found out of a capture: what happened to which socket, and what the reader knows at the end. */
export interface Read {
  readonly facts: Facts[];
  /** How many lines the reader in TypeScript has read. */
  readonly asked: number;
}

/** Reads a capture whose every line goes to the reader. The engine follows the sockets. */
export function readByReader(text: string, chunk?: number): Read {
  const capture = new ReadCapture(false);
  return capture.read(new LineSplitter(capture.line), text, chunk);
}

/** The same with an engine that reads the lines, and asks about some. */
export function readByEngine(text: string, chunk?: number): Read {
  const capture = new ReadCapture(true);
  const { reader, line } = capture;
  const lines = new EngineReader(capture.model.engine, {
    line,
    scanned: (scanned) => {
      capture.asked++;
      reader.scanned(scanned);
    },
    save: (to) => reader.save(to),
    load: (from) => reader.load(from),
  });
  return capture.read(lines, text, chunk);
}

/** A capture that is read: the reader, and the engine's model of its sockets. */
class ReadCapture {
  asked = 0;
  readonly reader: StraceReader;
  readonly model: EngineTracker;
  readonly #facts: Facts[] = [];

  /** @param isShared true if the engine reads lines as well */
  constructor(isShared: boolean) {
    this.model = new EngineTracker(
      engineModule,
      grammar,
      tracedBy(() => this.reader),
      (event) => this.#facts.push(factsOf(event)),
      (socket, mark) => this.#facts.push({ mark, socket: socketFacts(socket) }),
      (name) => this.reader.noteName(name),
    );
    const isSocket = (pid: number | null, fd: number): boolean | null => this.model.isSocket(pid, fd);
    const waitsToWrite = (pid: number | null): boolean => this.model.waitsToWrite(pid);
    this.reader = new StraceReader(
      (event) => apply(this.model, event),
      {
        wants: (name) => effectiveCalls.has(name),
        skips: skipsOf(transfers, isSocket, waitsToWrite),
        isUnneeded: (line) => isUnneeded(line, { isSocket, waitsToWrite }),
      },
      (at) => this.model.mark("lines-out-of-order", at.pid),
      isShared ? this.model.elsewhere : undefined,
    );
  }

  /** Takes a line that has to be read. */
  readonly line: ConstructorParameters<typeof LineSplitter>[0] = (...line) => {
    this.asked++;
    this.reader.read(...line);
  };

  read(lines: Pick<LineSplitter, "push" | "finish">, text: string, chunk = 1 << 19): Read {
    const { reader, model } = this;
    const bytes = Buffer.from(text, "latin1");
    for (let at = 0; at < bytes.length; at += chunk) lines.push(bytes.subarray(at, at + chunk));
    lines.finish();
    reader.finish();
    model.finish(reader.counts.lines, reader.time);
    const { names, syscalls, counts, time, dialect, hasTable } = reader;
    const known = { names: [...names], syscalls, ...counts, time, options: dialect.options, hasTable };
    return { facts: [...this.#facts, known], asked: this.asked };
  }
}

function apply(model: EngineTracker, event: StraceEvent): void {
  if (event.kind === "unrecognized") model.mark("lines-lost", event.at.pid, null);
  else if (event.kind === "elided") model.mark("lines-elided", null);
  else model.apply(event);
}

function tracedBy(reader: () => StraceReader | undefined): TracedCalls {
  return {
    get basis() {
      return reader()?.stated?.basis ?? "seen";
    },
    get leftOut() {
      return reader()?.leftOut ?? null;
    },
    has: (name) => (reader()?.stated ?? reader()?.names)?.has(name) ?? false,
  };
}
