import { spawn } from "node:child_process";
import type { UnflushedError } from "../../errors.js";
import { Attaching } from "./attaching.js";
import { circumstances } from "./circumstances.js";
import { Fifo } from "./fifo.js";
import { Gate } from "./gate.js";
import { guard } from "./guard.js";
import { refusal } from "./refusal.js";
import { type Arguments, follow, type Sink } from "./run.js";
import { detachOnSignal, passSignalsOn } from "./signals.js";
import { startedUnder, whenAllEnded } from "./started.js";

/** What a second Ctrl-C ends with, as elsewhere. */
const EXIT_INTERRUPTED = 130;

/** Processes that strace attaches to, and programs that it starts when it has. */
export interface AttachPlan {
  readonly pids: readonly number[];
  /** Those that the user named: strace may attach to each, or to none. */
  readonly named: readonly number[];
  /** The lines of `--also`. */
  readonly also: readonly string[];
}

/**
 * Attaches strace to all threads of processes, until they end or a signal asks to let them go on unwatched. If it starts
 * programs as well, signals are for these, and it lets the processes go when the programs have ended.
 *
 * @param onAttached is called with the processes that strace did not attach to and why, and with strace's own pid
 * @throws UnflushedError (`no-such-process`, `ptrace-forbidden`, `strace-failed`)
 */
export async function attach(
  { pids, named, also }: AttachPlan,
  args: Arguments,
  sink: Sink,
  onAttached: (refused: ReadonlyMap<number, string>, strace: number) => void,
): Promise<void> {
  const startsPrograms = also.length > 0;
  const restore = startsPrograms
    ? passSignalsOn((isTyped) => startedUnder(strace.pid ?? -1, pids, also, isTyped), false)
    : detachOnSignal(
        () => strace.kill("SIGINT"),
        () => {
          strace.kill("SIGKILL"); // the kernel then lets the processes go
          fifo.close();
          process.exit(EXIT_INTERRUPTED);
        },
      );
  const fifo = new Fifo();
  const gate = startsPrograms ? new Gate() : null;
  // a pipe of node's own is a socket, which would be among the fds of the launcher, and the launcher is traced
  const messages = startsPrograms ? new Fifo() : null;
  // in a session of its own: Ctrl-C reaches this process alone, and strace gets one signal
  const strace = spawn("strace", args(fifo.path), {
    stdio: gate && messages ? ["ignore", "inherit", messages.writeEnd, 2, gate.fd] : ["ignore", "ignore", "pipe"],
    detached: true,
  });
  gate?.handedOver();
  messages?.close();
  const dismiss = gate
    ? guard(strace.pid, "kill-traced", fifo.readEnd, pids)
    : guard(strace.pid, "detach", fifo.readEnd);
  const attaching = new Attaching(strace, messages?.stream ?? strace.stderr, pids, startsPrograms);
  let stopLooking = (): void => {};
  // nothing is read before: if strace may not, nothing was recorded. It says so before it writes its first line
  const refused = attaching.settled.then(() => {
    const error = refusalOf(attaching, named);
    if (error) {
      gate?.close();
      strace.kill("SIGINT");
      return error;
    }
    onAttached(attaching.refused, strace.pid ?? -1);
    gate?.open();
    if (gate) stopLooking = whenAllEnded(strace.pid ?? -1, pids, () => strace.kill("SIGINT"));
    return null;
  });
  const take = async (): Promise<Sink> => ((await refused) ? () => {} : sink);
  await follow(strace, fifo, take())
    .finally(() => stopLooking())
    .finally(dismiss)
    .finally(restore);
  const error = await refused;
  if (error) throw error;
}

/** Null if strace attached to what matters: a process that ended meanwhile does not, as long as another one goes on. */
function refusalOf({ isAttached, refused, messages }: Attaching, named: readonly number[]): UnflushedError | null {
  const forbidden = named.filter((pid) => !/^(?:No such process)?$/.test(refused.get(pid) ?? ""));
  if (isAttached && forbidden.length === 0) return null;
  const which = forbidden.length > 0 ? forbidden : named;
  const said = which
    .filter((pid) => refused.has(pid))
    .map((pid) => `attach: ptrace(PTRACE_SEIZE, ${pid}): ${refused.get(pid)}`);
  return refusal(said.length > 0 ? said.join("\n") : messages, { pids: which, ...circumstances() });
}
