import type { ReaderProgress } from "../../core/strace/progress.js";
import type { EngineExports } from "./load.js";

/** Where the fields stand (src/engine/assembly/reading/reader-state.ts): the first ones are f64, in units of eight bytes. */
const FLOATS = { now: 0, timeOfDay: 1, days: 2, latest: 3, last: 4, lateTime: 5 } as const;
const INTEGERS = {
  latePid: 12,
  hasTime: 13,
  line: 14,
  width: 15,
  lastWidth: 16,
  lastCall: 17,
  calls: 18,
  events: 19,
  forms: 20,
  lastForms: 21,
  hasDuration: 22,
  edge: 23,
  isBusy: 24,
  halves: 25,
  sampled: 26,
  known: 27,
  stringLimit: 28,
} as const;
const NO_PID = -1;

type FloatField = keyof typeof FLOATS;
type IntegerField = keyof typeof INTEGERS;

/** What the engine and the reader in TypeScript both know of the lines so far, as it stands in the engine's memory. */
export class ReaderState {
  readonly #engine: EngineExports;
  readonly #at: number;
  #floats = new Float64Array();
  #integers = new Int32Array();

  constructor(engine: EngineExports) {
    this.#engine = engine;
    this.#at = engine.readerState();
  }

  get(): ReaderProgress {
    this.#look();
    const float = (name: FloatField): number => this.#floats[this.#at / 8 + FLOATS[name]] as number;
    const integer = (name: IntegerField): number => this.#integers[this.#at / 4 + INTEGERS[name]] as number;
    const latePid = integer("latePid");
    return {
      now: float("now"),
      timeOfDay: float("timeOfDay"),
      days: float("days"),
      hasTime: integer("hasTime") === 1,
      latest: float("latest"),
      last: float("last"),
      lateTime: float("lateTime"),
      latePid: latePid === NO_PID ? null : latePid,
      line: integer("line") >>> 0,
      width: integer("width"),
      lastWidth: integer("lastWidth"),
      lastCall: integer("lastCall"),
      calls: integer("calls") >>> 0,
      events: integer("events") >>> 0,
      forms: integer("forms"),
      lastForms: integer("lastForms"),
      hasDuration: integer("hasDuration") === 1,
      edge: integer("edge"),
      isBusy: integer("isBusy") === 1,
      halves: integer("halves"),
      sampled: integer("sampled"),
      known: integer("known"),
      stringLimit: integer("stringLimit"),
    };
  }

  /** The columns of all lines that were read. */
  get forms(): number {
    this.#look();
    return this.#integers[this.#at / 4 + INTEGERS.forms] as number;
  }

  /** Each line that the engine asks about takes this way, so no field is looked up by its name. */
  set(progress: ReaderProgress): void {
    this.#look();
    const floats = this.#floats;
    const float = this.#at / 8;
    floats[float + FLOATS.now] = progress.now;
    floats[float + FLOATS.timeOfDay] = progress.timeOfDay;
    floats[float + FLOATS.days] = progress.days;
    floats[float + FLOATS.latest] = progress.latest;
    floats[float + FLOATS.last] = progress.last;
    floats[float + FLOATS.lateTime] = progress.lateTime;
    const integers = this.#integers;
    const at = this.#at / 4;
    integers[at + INTEGERS.latePid] = progress.latePid ?? NO_PID;
    integers[at + INTEGERS.hasTime] = Number(progress.hasTime);
    integers[at + INTEGERS.line] = progress.line;
    integers[at + INTEGERS.width] = progress.width;
    integers[at + INTEGERS.lastWidth] = progress.lastWidth;
    integers[at + INTEGERS.lastCall] = progress.lastCall;
    integers[at + INTEGERS.calls] = progress.calls;
    integers[at + INTEGERS.events] = progress.events;
    integers[at + INTEGERS.forms] = progress.forms;
    integers[at + INTEGERS.lastForms] = progress.lastForms;
    integers[at + INTEGERS.hasDuration] = Number(progress.hasDuration);
    integers[at + INTEGERS.edge] = progress.edge;
    integers[at + INTEGERS.isBusy] = Number(progress.isBusy);
    integers[at + INTEGERS.halves] = progress.halves;
    integers[at + INTEGERS.sampled] = progress.sampled;
    integers[at + INTEGERS.known] = progress.known;
    integers[at + INTEGERS.stringLimit] = progress.stringLimit;
  }

  /** The engine's memory is another object after it has grown. */
  #look(): void {
    const { buffer } = this.#engine.memory;
    if (this.#floats.buffer === buffer) return;
    this.#floats = new Float64Array(buffer);
    this.#integers = new Int32Array(buffer);
  }
}
