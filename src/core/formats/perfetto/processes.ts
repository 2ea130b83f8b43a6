import { named, type PerfettoEvent, traceName } from "./perfetto-event.js";

/** Above every pid of Linux (PID_MAX_LIMIT is 4,194,304). */
const FIRST_MADE_UP = 10_000_000;

/** Numbers that no process has: for tracks, and for processes that cannot have their own pid. */
export class MadeUpNumbers {
  #next = FIRST_MADE_UP;

  take(): number {
    return this.#next++;
  }
}

/**
 * The processes of a trace. Those of the first capture have their pid. Those of the others might have the same ones, so their numbers
 * are made up, as is that of a process whose pid is not known; the name says the real one.
 */
export class Processes {
  readonly #known = new Map<number | null, number>();
  #path = "";
  #begun = 0;

  constructor(private readonly numbers: MadeUpNumbers) {}

  /** A capture begins. */
  begin(path: string): void {
    this.#path = path;
    this.#begun++;
    this.#known.clear();
  }

  /** The number of a process, and the events that name it, if it is new. */
  of(pid: number | null): { readonly shown: number; readonly events: readonly PerfettoEvent[] } {
    const known = this.#known.get(pid);
    if (known !== undefined) return { shown: known, events: [] };
    const isReal = this.#begun === 1 && pid !== null && pid > 0 && pid < FIRST_MADE_UP;
    const shown = isReal ? pid : this.numbers.take();
    this.#known.set(pid, shown);
    const who = pid === null ? "pid not shown" : `pid ${pid}`;
    const name = `${who}, ${traceName(this.#path)}`;
    return { shown, events: named("process", { pid: shown, tid: shown }, name, this.#begun) };
  }
}
