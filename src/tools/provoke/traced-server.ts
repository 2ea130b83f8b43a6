import { type ChildProcess, spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { guard } from "../record/guard.js";
import { tracedBy } from "../record/processes.js";

/** Milliseconds that the processes have to end after SIGTERM before they are killed. */
const GRACE = 1000;
const PAUSE = 20;

/** A server under strace, in a session of its own: Ctrl-C reaches only this process, which then stops the server. */
export class TracedServer {
  /** True once strace has ended, and with it every process that it traced. */
  hasEnded = false;
  readonly #strace: ChildProcess;
  readonly #killAll = (): void => this.#signal("SIGKILL");

  /** @param log fd for what the server and strace print; it is closed here */
  constructor(straceArguments: readonly string[], log: number) {
    this.#strace = spawn("strace", straceArguments, { stdio: ["ignore", log, log], detached: true });
    closeSync(log);
    const dismiss = guard(this.#strace.pid, "kill-traced");
    const ended = (): void => {
      this.hasEnded = true;
      dismiss();
      process.off("exit", this.#killAll);
    };
    this.#strace.once("exit", ended);
    this.#strace.once("error", ended);
    process.once("exit", this.#killAll); // no server outlives this process
  }

  /** Sends SIGTERM to the processes, and SIGKILL to those that have not ended a second later. */
  async stop(): Promise<void> {
    const since = performance.now();
    const asked = new Set<number>();
    while (!this.hasEnded) {
      if (performance.now() - since > GRACE) this.#signal("SIGKILL");
      else this.#signal("SIGTERM", asked);
      await sleep(PAUSE);
    }
  }

  /** Signals the processes that strace still traces; not those in `spared`, to which it adds them. */
  #signal(signal: NodeJS.Signals, spared: Set<number> = new Set()): void {
    for (const pid of tracedBy(this.#strace.pid ?? -1)) {
      if (spared.has(pid)) continue;
      spared.add(pid);
      try {
        process.kill(pid, signal);
      } catch {
        // it has ended already
      }
    }
  }
}
