import { Worker } from "node:worker_threads";
import type { ReadListener } from "../capture/source.js";
import type { CaptureOptions, Outcome } from "./check-capture.js";
import type { WorkDone, WorkOrder } from "./check-worker.js";
import type { Output } from "./output.js";
import { pageOf } from "./page.js";
import { replay } from "./record-file.js";

const WORKER = new URL("./check-worker.js", import.meta.url);

/** Checks several captures at a time, each on a thread of its own; tells of them in the order given. */
export async function* checkOnThreads(
  paths: readonly string[],
  jobs: number,
  options: CaptureOptions,
  output: Output,
  onRead?: ReadListener,
): AsyncGenerator<Outcome> {
  const waiting = paths.entries();
  const results = paths.map(() => deferred<WorkDone>());
  // a worker that is done leaves its files open: they are read here
  const workers = Array.from({ length: jobs }, () => new Worker(WORKER, { trackUnmanagedFds: false }));
  for (const worker of workers) {
    let current = -1;
    const next = (): void => {
      const { done, value: [capture, path] = [-1, ""] } = waiting.next();
      current = capture;
      worker.postMessage(done ? null : orderOf(path, capture, options));
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
  for (const [index, { promise: result }] of results.entries()) {
    const { fd, outcome } = await result;
    replay(fd, output, capture === index ? (text) => text : renumbered(capture));
    if (outcome.facts) capture++;
    yield outcome;
  }
}

function orderOf(path: string, capture: number, options: CaptureOptions): WorkOrder {
  const { format, showUnrecognized = false, strict = false } = options; // whatever else there is cannot be posted
  const { width, isColored } = pageOf(process.stdout);
  return { path, capture, width, isColored, options: { format, showUnrecognized, strict } };
}

/** A capture before this one could not be read, and has no number: how the JSON of findings and connections begins. */
function renumbered(capture: number): (text: string) => string {
  return (text) => text.replace(/^(\{"(?:id":"c\d+"|rule":"[\w-]+","level":"\w+"),"capture":)\d+/, `$1${capture}`);
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
