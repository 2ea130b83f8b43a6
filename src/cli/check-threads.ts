import { Worker } from "node:worker_threads";
import type { ReadListener } from "../capture/source.js";
import type { CaptureInput, CaptureOptions } from "./check-capture.js";
import type { WorkDone, WorkOrder } from "./check-worker.js";
import type { Output } from "./output.js";
import { replay } from "./record-file.js";
import type { Settings } from "./settings.js";
import { positionOf, type ShardOptions } from "./shard.js";

const WORKER = new URL("./check-worker.js", import.meta.url);

/** Checks several captures at a time, each on a thread of its own; tells of them in the order given. */
export async function checkOnThreads(
  paths: readonly string[],
  jobs: number,
  options: CaptureOptions & Settings & ShardOptions,
  output: Output,
  onRead?: ReadListener,
): Promise<void> {
  const waiting = paths.entries();
  const results = paths.map(() => deferred<WorkDone>());
  // a worker that is done leaves its files open: they are read here
  const workers = Array.from({ length: jobs }, () => new Worker(WORKER, { trackUnmanagedFds: false }));
  for (const worker of workers) {
    let current = -1;
    const next = (): void => {
      const { done, value: [capture, path] = [-1, ""] } = waiting.next();
      current = capture;
      worker.postMessage(
        done ? null : orderOf({ path, capture, position: positionOf(capture, options.shard) }, options, output),
      );
    };
    worker.on("message", (message: WorkDone | number) => {
      if (typeof message === "number") onRead?.(message);
      else {
        results[current]?.resolve(message);
        next();
      }
    });
    worker.on("error", (error) => results[current]?.reject(error));
    next();
  }
  let capture = 0;
  try {
    for (const { promise: result } of results) {
      const { fd, isRead } = await result;
      replay(fd, output, capture); // one before it that could not be read has no number
      if (isRead) capture++;
    }
  } finally {
    for (const worker of workers) void worker.terminate(); // an output may have failed, with captures still to read
  }
}

function orderOf(input: CaptureInput, options: CaptureOptions & Settings, { wantsConnections }: Output): WorkOrder {
  const { showUnrecognized = false, strict = false, judgingSource } = options; // whatever else there is cannot be posted
  return { ...input, wantsConnections, options: { showUnrecognized, strict }, judgingSource };
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
  made.catch(() => {}); // awaited in turn: one that fails early is no unhandled rejection
  return { promise: made, resolve, reject };
}
