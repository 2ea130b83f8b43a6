import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { UnflushedError } from "../../errors.js";
import { Fifo } from "./fifo.js";
import { ptraceScope } from "./find-strace.js";
import { guard } from "./guard.js";
import { processOf, tracedBy } from "./processes.js";
import { refusal } from "./refusal.js";
import { detachOnSignal, passSignalsOn } from "./signals.js";

/** How a traced program ended: strace ends as it did. */
export interface TracedEnding {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** strace's arguments, given the file that it shall write to. */
type Arguments = (output: string) => readonly string[];
/** Takes the next bytes of the capture; nothing more is read before it returns, and strace waits when the pipe is full. */
type Sink = (chunk: Buffer) => void;

/** What a second Ctrl-C ends with, as elsewhere. */
const EXIT_INTERRUPTED = 130;
/** Characters of strace's own messages that are kept. */
const MESSAGES = 4096;

/** Runs a program under strace, with this process's standard input, output and error, until it and all it started ended. */
export async function runTraced(args: Arguments, sink: Sink): Promise<TracedEnding> {
  const restore = passSignalsOn(() => tracedBy(strace.pid ?? -1)); // first: a signal finds nothing half-made
  const fifo = new Fifo();
  const strace = spawn("strace", args(fifo.path), { stdio: "inherit" });
  const dismiss = guard(strace.pid, "kill-traced", fifo.readEnd);
  return follow(strace, fifo, sink).finally(dismiss).finally(restore);
}

/**
 * Attaches strace to all threads of a process, until it ends or a signal asks to let it go on unwatched.
 *
 * @throws UnflushedError (`no-such-process`, `process-already-traced`, `ptrace-forbidden`)
 */
export async function attach(pid: number, args: Arguments, sink: Sink, onAttached: () => void): Promise<void> {
  refuseProcess(pid);
  const restore = detachOnSignal(
    () => strace.kill("SIGINT"),
    () => {
      strace.kill("SIGKILL"); // the kernel then lets the process go
      fifo.close();
      process.exit(EXIT_INTERRUPTED);
    },
  );
  const fifo = new Fifo();
  // in a session of its own: Ctrl-C reaches this process alone, and strace gets one signal
  const strace = spawn("strace", args(fifo.path), { stdio: ["ignore", "ignore", "pipe"], detached: true });
  let messages = "";
  let isAttached = false;
  strace.stderr?.on("data", (data) => {
    if (messages.length < MESSAGES) messages += data;
    if (isAttached || !/Process \d+ attached/.test(messages)) return;
    isAttached = true;
    onAttached();
  });
  const dismiss = guard(strace.pid, "detach", fifo.readEnd);
  await follow(strace, fifo, sink).finally(dismiss).finally(restore);
  if (!isAttached) throw refusal(messages, { pid, ptraceScope: ptraceScope() });
}

async function follow(strace: ChildProcess, fifo: Fifo, sink: Sink): Promise<TracedEnding> {
  const ended = once(strace, "close").finally(() => fifo.close());
  ended.catch(() => {}); // it is awaited below, once all was read
  for await (const chunk of fifo.stream) {
    fifo.forgetName();
    sink(chunk as Buffer);
  }
  const [code, signal] = (await ended) as [number | null, NodeJS.Signals | null];
  return { code, signal };
}

function refuseProcess(pid: number): void {
  if (pid === process.pid) {
    throw new UnflushedError("usage", `process ${pid} is this command itself: name the process of a server`);
  }
  const found = processOf(pid);
  if (!found) throw refusal(`PTRACE_SEIZE: No such process`, { pid, ptraceScope: null });
  if (found.tracer === 0) return;
  throw new UnflushedError(
    "process-already-traced",
    `process ${pid} is traced by process ${found.tracer} already, and Linux allows only one tracer: end that one first`,
  );
}
