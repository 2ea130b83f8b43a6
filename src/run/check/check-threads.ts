import { Worker } from "node:worker_threads";
import type { CaptureInput } from "../../capture/find-captures.js";
import { packageFile } from "../../capture/package-files.js";
import { unrecognizedOptionsIn } from "../../core/analysis/unrecognized.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import { UnflushedError } from "../../errors.js";
import type { NumberedInput } from "../../reading/check-capture.js";
import type { RunSettings } from "../config/settings.js";
import { positionOf, type ShardOptions } from "../shard.js";
import type { CaptureOptions } from "./check-capture.js";
import type { WorkDone, WorkFailed, WorkOrder } from "./check-worker.js";
import { replay } from "./record-file.js";

const WORKER = packageFile("dist/cli/check-worker.cjs");

/** Captures that may be done before it is their turn to be reported: each holds a file open. */
const AHEAD = 100;

/** What goes on while captures are checked. */
export interface Meanwhile {
  /** Hears how many bytes were read. */
  readonly onRead: (bytes: number) => void;
  /** Waits for a slow reader of what is printed. */
  readonly caughtUp: () => Promise<void>;
}

/** Checks several captures at a time, each on a thread of its own, and reports them in the order given. */
export async function checkOnThreads(
  inputs: readonly CaptureInput[],
  jobs: number,
  options: CaptureOptions & RunSettings & ShardOptions,
  output: RecordSink,
  { onRead, caughtUp }: Meanwhile,
): Promise<void> {
  const results = inputs.map(() => deferred<WorkDone>());
  let begun = 0;
  let reported = 0;
  let idle: (() => void)[] = [];
  // a worker that is done leaves its files open: they are read here
  const workers = Array.from({ length: jobs }, () => new Worker(WORKER, { trackUnmanagedFds: false }));
  for (const worker of workers) {
    let current = -1;
    const next = (): void => {
      const input = inputs[begun];
      if (input && begun >= reported + AHEAD) {
        idle.push(next);
        return;
      }
      current = begun++;
      const position = positionOf(current, options.shard);
      worker.postMessage(input ? orderOf({ input, capture: current, position }, options, output) : null);
    };
    worker.on("message", (message: WorkDone | WorkFailed | number) => {
      if (typeof message === "number") onRead(message);
      else if ("code" in message) results[current]?.reject(new UnflushedError(message.code, message.message));
      else {
        results[current]?.resolve(message);
        next();
      }
    });
    worker.on("error", (error) => results[current]?.reject(error));
    // a rule of the user's may end its thread: no one would answer
    worker.on("exit", (code) => results[current]?.reject(new Error(`a thread ended with ${code} at its capture`)));
    next();
  }
  let capture = 0;
  try {
    for (const [recorded, { promise: result }] of results.entries()) {
      const { fd, isRead } = await result;
      await replay(fd, output, { recorded, capture, caughtUp }); // one before it that could not be read has no number
      if (isRead) capture++;
      reported++;
      const waiting = idle;
      idle = [];
      for (const goOn of waiting) goOn();
    }
  } finally {
    for (const worker of workers) void worker.terminate(); // an output may have failed, with captures still to read
  }
}

function orderOf(
  input: NumberedInput,
  options: CaptureOptions & RunSettings,
  { wantsConnections, eventNeed }: RecordSink,
): WorkOrder {
  return {
    ...input,
    wantsConnections,
    eventNeed,
    options: { ...unrecognizedOptionsIn(options), ...recordOptionsIn(options) },
    rulesSource: options.rulesSource,
  };
}

function recordOptionsIn({ links = true, allPaths = false, saysStart = false }: CaptureOptions) {
  return { links, allPaths, saysStart };
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const made = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  made.catch(() => {}); // awaited in turn: one that fails early is not an unhandled rejection
  return { promise: made, resolve, reject };
}
