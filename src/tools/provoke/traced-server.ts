import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { tracedBy } from "../record/processes.js";

/** Milliseconds that processes have to end by themselves before they are killed. */
const GRACE = 1000;
const PAUSE = 20;

/** A server under strace, in a session of its own: a Ctrl-C reaches this process alone, which then stops it. */
export class TracedServer {
  /** True once strace is gone, and with it every process that it traced. */
  hasEnded = false;
  readonly #strace: ChildProcess;
  readonly #killAll = (): void => this.#signal("SIGKILL");

  /** @param log file that takes what the server and strace print */
  constructor(straceArguments: readonly string[], log: string) {
    const fd = openSync(log, "w", 0o600);
    this.#strace = spawn("strace", straceArguments, { stdio: ["ignore", fd, fd], detached: true });
    closeSync(fd);
    const ended = (): void => {
      this.hasEnded = true;
      process.off("exit", this.#killAll);
    };
    this.#strace.once("exit", ended);
    this.#strace.once("error", ended);
    process.once("exit", this.#killAll); // whatever ends this process, no server is left behind
  }

  /** Asks all processes to end, and kills those that do not. */
  async stop(): Promise<void> {
    const since = performance.now();
    const asked = new Set<number>();
    while (!this.hasEnded) {
      if (performance.now() - since > GRACE) this.#signal("SIGKILL");
      else this.#signal("SIGTERM", asked);
      await sleep(PAUSE);
    }
  }

  /** To the first process, and once that is gone to all that are still traced; to those in `spared` not again. */
  #signal(signal: NodeJS.Signals, spared: Set<number> = new Set()): void {
    for (const pid of tracedBy(this.#strace.pid ?? -1)) {
      if (spared.has(pid)) continue;
      spared.add(pid);
      try {
        process.kill(pid, signal);
      } catch {
        // it is gone already
      }
    }
  }
}
