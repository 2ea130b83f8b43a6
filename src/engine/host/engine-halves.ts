import { latin1 } from "../../core/bytes.js";
import type { CallsElsewhere, UnfinishedCall } from "../../core/strace/call/pending.js";
import type { ThreadTimes } from "../../core/strace/line/late-lines.js";
import type { CallNames } from "./call-names.js";
import type { EngineExports } from "./load.js";

/** Where the fields of what is taken over stand (src/engine/assembly/halves/hand-over.ts). */
const TIME = 0;
const CALL = 2;
const LINE = 3;
const START = 4;
const END = 5;
const LEFT_OUT = 6;
const AFTER_RESUMED = 7;
const FIELDS = 8;
const NO_PID = -1;

/** The calls under way whose first halves the engine has read, for the reader in TypeScript. */
export class EngineHalves implements CallsElsewhere {
  constructor(
    private readonly engine: EngineExports,
    private readonly names: CallNames,
  ) {}

  get count(): number {
    return this.engine.halfCount();
  }

  take(pid: number | null): { readonly half: UnfinishedCall | null; readonly isAfterResumed: boolean } {
    this.engine.takeHalf(pid ?? NO_PID);
    const { buffer } = this.engine.memory;
    const at = this.engine.takenHalf();
    const integers = new Int32Array(buffer, at, FIELDS);
    const field = (index: number): number => integers[index] as number;
    const name = this.names.of(field(CALL));
    const time = new Float64Array(buffer, at, 1)[TIME] as number;
    const half = name && {
      name,
      argumentsText: latin1(new Uint8Array(buffer), field(START), field(END)),
      at: { pid, line: field(LINE), time: Number.isNaN(time) ? null : time },
      isSure: true,
      ...(field(LEFT_OUT) === 1 && { isLeftOut: true }),
    };
    return { half: half || null, isAfterResumed: field(AFTER_RESUMED) === 1 };
  }

  threads(): (number | null)[] {
    const count = this.engine.listThreadsInCall();
    const pids = new Int32Array(this.engine.memory.buffer, this.engine.listedThreads(), count);
    return [...pids].map((pid) => (pid === NO_PID ? null : pid));
  }

  giveBack(pid: number | null, isAfterResumed: boolean): void {
    this.engine.giveBack(pid ?? NO_PID, isAfterResumed);
  }

  forget(pid: number | null): void {
    this.engine.forgetHalf(pid ?? NO_PID);
  }
}

/** The last times of threads, as the engine keeps them. */
export class EngineTimes implements ThreadTimes {
  constructor(private readonly engine: EngineExports) {}

  get(thread: number | null): number | undefined {
    const time = this.engine.lastTimeOf(thread ?? NO_PID);
    return Number.isNaN(time) ? undefined : time;
  }

  set(thread: number | null, time: number): void {
    this.engine.setLastTime(thread ?? NO_PID, time);
  }
}
