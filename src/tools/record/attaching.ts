import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import { processOf } from "./processes.js";

/** Characters of strace's own messages that are kept. */
const MESSAGES = 4096;
/** Milliseconds between two looks into /proc. */
const PAUSE = 20;

/**
 * What became of the processes that strace attaches to. Its messages say so; but if it starts a program as well, it says
 * only what went wrong, so it is looked up who traces them.
 */
export class Attaching {
  /** Resolves when each was attached to or refused, or when strace has ended. */
  readonly settled: Promise<void>;
  /** Why strace did not attach to a process, in its words: the last part of its message. */
  readonly refused = new Map<number, string>();
  /** The first messages. */
  messages = "";
  /** True once one was attached to. */
  isAttached = false;
  readonly #waiting: Set<number>;
  /** The begin of a line. */
  #begin = "";

  #settle = (): void => {};

  /** @param messages strace's standard error */
  constructor(strace: ChildProcess, messages: Readable | null, pids: readonly number[], startsProgram: boolean) {
    this.#waiting = new Set(pids);
    this.settled = new Promise((resolve) => {
      const timer = startsProgram ? setInterval(() => this.#look(strace.pid ?? -1), PAUSE) : undefined;
      this.#settle = () => {
        clearInterval(timer);
        resolve();
      };
      strace.once("error", this.#settle);
      messages?.setEncoding("latin1").on("data", (data: string) => this.#take(data));
      messages?.once("close", this.#settle);
    });
  }

  #take(data: string): void {
    if (this.messages.length < MESSAGES) this.messages += data;
    if (this.#waiting.size === 0) return;
    const lines = (this.#begin + data).split("\n");
    this.#begin = lines.pop() ?? "";
    for (const line of lines) this.#read(line);
    if (this.#waiting.size === 0) this.#settle();
  }

  #look(strace: number): void {
    for (const pid of this.#waiting) {
      const found = processOf(pid);
      if (found?.tracer === strace) this.isAttached = this.#waiting.delete(pid);
      else if (!found || found.hasEnded) this.#refuse(pid, "No such process");
    }
    if (this.#waiting.size === 0) this.#settle();
  }

  #refuse(pid: number, why: string): void {
    if (this.#waiting.delete(pid)) this.refused.set(pid, why);
  }

  #read(line: string): void {
    const attached = /Process (\d+) attached/.exec(line);
    if (attached) {
      this.isAttached = this.#waiting.delete(Number(attached[1])) || this.isAttached;
      return;
    }
    const [, pid, why = ""] = /attach: .*?\b(\d+)\)?: (.*)/.exec(line) ?? [];
    if (pid !== undefined) this.#refuse(Number(pid), why);
  }
}
