import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import { handlers } from "../../../src/core/sockets/handlers.js";
import { SocketTracker } from "../../../src/core/sockets/tracker.js";
import type { StraceEvent } from "../../../src/core/strace/event.js";
import type { TracedCalls } from "../../../src/core/syscalls/traced-calls.js";
import { EngineTracker } from "../../../src/engine/host/engine-tracker.js";
import { engineModule } from "../engine.js";
import type { Model } from "./capture.js";
import { type Facts, factsOf, socketFacts, viewedFacts, viewedSocketFacts } from "./facts.js";
import { grammar } from "./grammar.js";

/** Applies each line to the model of core/sockets and to that of the engine, and compares what both report of it. */
export class ComparedModels implements Model {
  /** How many events were compared. */
  events = 0;
  #expected: Facts[] = [];
  #found: Facts[] = [];
  readonly #oracle: SocketTracker;
  readonly #engine: EngineTracker;

  constructor(traced: TracedCalls) {
    this.#oracle = new SocketTracker(
      handlers,
      traced,
      (event) => this.#expected.push(factsOf(event)),
      (socket, mark) => this.#expected.push({ mark, socket: socketFacts(socket) }),
    );
    this.#engine = new EngineTracker(
      engineModule,
      grammar,
      traced,
      (event) => this.#found.push(viewedFacts(event)),
      (socket, mark) => this.#found.push({ mark, socket: viewedSocketFacts(socket) }),
    );
  }

  apply(event: StraceEvent): void {
    this.#both((model) => model.apply(event), event);
  }

  mark(kind: string, pid: number | null, fd: number | null): void {
    this.#both((model) => model.mark(kind, pid, fd), { kind, pid, fd });
  }

  finish(line: number, time: number | null): void {
    this.#both((model) => model.finish(line, time), "finish");
    expect(this.#engine.ringUsers).toEqual(this.#oracle.ringUsers);
  }

  isSocket(pid: number | null, fd: number): boolean | null {
    const expected = this.#oracle.isSocket(pid, fd);
    expect(this.#engine.isSocket(pid, fd), `isSocket(${pid}, ${fd})`).toBe(expected);
    return expected;
  }

  waitsToWrite(pid: number | null): boolean {
    const expected = this.#oracle.waitsToWrite(pid);
    expect(this.#engine.waitsToWrite(pid), `waitsToWrite(${pid})`).toBe(expected);
    return expected;
  }

  /** @param what the line, for the message */
  #both(apply: (model: SocketTracker | EngineTracker) => void, what: unknown): void {
    this.#expected = [];
    this.#found = [];
    apply(this.#oracle);
    apply(this.#engine);
    this.events += this.#expected.length;
    if (isDeepStrictEqual(this.#found, this.#expected)) return;
    expect.fail(`${differences(this.#found, this.#expected).join("\n")}\nof ${JSON.stringify(what)}`);
  }
}

/** What differs, by its place: the facts of one event are many. */
function differences(found: unknown, expected: unknown, path = "events"): string[] {
  if (isDeepStrictEqual(found, expected)) return [];
  if (!isObject(found) || !isObject(expected)) {
    return [`${path}: ${JSON.stringify(found)} should be ${JSON.stringify(expected)}`];
  }
  const names = new Set([...Object.keys(found), ...Object.keys(expected)]);
  return [...names].flatMap((name) => differences(found[name], expected[name], `${path}.${name}`));
}

function isObject(value: unknown): value is Facts {
  return typeof value === "object" && value !== null;
}
