import type { AcceptedSoFar } from "../analysis/model.js";
import type { ConnectionEvent } from "../records/event.js";
import type { EndEvent } from "../sockets/event.js";

/** More samples than any terminal has columns. */
const MOST = 4096;

/** Body bytes of the response under way, and how many of them the kernel had accepted at one time. */
export interface AcceptedSample {
  /** Seconds; if the capture has no times, the count of calls so far. */
  readonly at: number;
  readonly accepted: number;
  /** Null if the response declares no length. */
  readonly declared: number | null;
}

/** When and by what a side of a stream ended. */
export interface StreamEnd {
  readonly at: number;
  /** `SHUT_WR`, or what took the last fd away. */
  readonly name: string;
}

const ENDS: Record<EndEvent["by"], string> = {
  close: "close",
  exit: "exit",
  exec: "exec",
  dup: "dup2",
  reuse: "fd reused",
  "capture-end": "capture end",
  unseen: "ends unseen",
};

/** Keeps fewer than `most` of a sequence of any length: beyond, every second one, then every fourth one, and so on. */
class Thinned<T> {
  #kept: T[] = [];
  #count = 0;
  #every = 1;

  constructor(private readonly most: number) {}

  add(item: T): void {
    if (this.#count++ % this.#every === 0) this.#kept.push(item);
    if (this.#kept.length < this.most) return;
    this.#kept = this.#kept.filter((_, index) => index % 2 === 0);
    this.#every *= 2;
  }

  get kept(): readonly T[] {
    return this.#kept;
  }
}

/** Samples how many body bytes the kernel had accepted on a connection, and notes what else a plot marks. */
export class AcceptedSamples {
  readonly #samples: Thinned<AcceptedSample>;
  readonly #refused: Thinned<number>;
  #count = 0;
  #newest: AcceptedSample | null = null;
  #hasAccepted = false;
  /** False if the capture has no times: `at` then counts calls. */
  hasTimes = false;
  /** The first shutdown of the sending side; null without one. */
  shut: StreamEnd | null = null;
  /** The end of the socket; null before it. */
  over: StreamEnd | null = null;

  /** @param most how many samples are kept, and how many refused writes */
  constructor(most = MOST) {
    this.#samples = new Thinned(most);
    this.#refused = new Thinned(most);
  }

  add(event: ConnectionEvent, { accepted, declared }: AcceptedSoFar): void {
    const at = event.time ?? this.#count;
    this.#count++;
    this.hasTimes ||= event.time !== null;
    if (event.kind === "open") this.#add({ at, accepted: 0, declared: null });
    if (event.kind === "write") {
      if (accepted !== null) this.#add({ at, accepted, declared });
      if (event.accepted < (event.asked ?? 0)) this.#refused.add(at);
    }
    if (event.kind === "read" && accepted !== null && accepted > (this.#newest?.accepted ?? 0)) {
      this.#add({ at, accepted, declared }); // a client receives the body
    }
    if (event.kind === "end") this.over ??= { at, name: ENDS[event.by] };
    if (event.kind !== "shutdown" || event.error !== null || event.how === "rd") return;
    this.shut ??= { at, name: `SHUT_${event.how.toUpperCase()}` };
  }

  /** All samples in order; empty if no byte of a body was accepted. */
  get all(): readonly AcceptedSample[] {
    if (!this.#hasAccepted || !this.#newest) return [];
    const { kept } = this.#samples;
    return kept.at(-1) === this.#newest ? kept : [...kept, this.#newest];
  }

  /** How many samples are kept. */
  get size(): number {
    return this.#samples.kept.length;
  }

  /** The times of writes of which the kernel refused at least a part. */
  get refused(): readonly number[] {
    return this.#refused.kept;
  }

  #add(sample: AcceptedSample): void {
    this.#newest = sample;
    this.#hasAccepted ||= sample.accepted > 0;
    this.#samples.add(sample);
  }
}
