import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Fifo } from "./fifo.js";
import { guard } from "./guard.js";
import { tracedBy } from "./processes.js";
import { passSignalsOn } from "./signals.js";
import { startedUnder } from "./started.js";

/** How a traced program ended: strace ends as it did. */
export interface TracedEnding {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** strace's arguments, given the file that it shall write to. */
export type Arguments = (output: string) => readonly string[];
/** Takes the next bytes of the capture; nothing more is read before it returns, and strace waits when the pipe is full. */
export type Sink = (chunk: Buffer) => void;

/**
 * Runs a program under strace, with this process's standard input, output and error, until it and all it started ended.
 *
 * @param also the lines of `--also`, if the program is their launcher
 */
export async function runTraced(args: Arguments, sink: Sink, also: readonly string[] = []): Promise<TracedEnding> {
  const receivers = (pid: number): number[] => (also.length > 0 ? startedUnder(pid, [], also) : tracedBy(pid));
  const restore = passSignalsOn(() => receivers(strace.pid ?? -1)); // first: a signal finds nothing half-made
  const fifo = new Fifo();
  const strace = spawn("strace", args(fifo.path), { stdio: "inherit" });
  const dismiss = guard(strace.pid, "kill-traced", fifo.readEnd);
  return follow(strace, fifo, sink).finally(dismiss).finally(restore);
}

/** Hands all that strace writes to the sink, once there is one, and waits for the end of strace. */
export async function follow(strace: ChildProcess, fifo: Fifo, sink: Sink | Promise<Sink>): Promise<TracedEnding> {
  const ended = once(strace, "close").finally(() => fifo.close());
  ended.catch(() => {}); // it is awaited below, once all was read
  const take = await sink;
  for await (const chunk of fifo.stream) {
    fifo.forgetName();
    take(chunk as Buffer);
  }
  const [code, signal] = (await ended) as [number | null, NodeJS.Signals | null];
  return { code, signal };
}
