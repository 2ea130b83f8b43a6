import { bytesOf } from "../bytes.js";
import { type LineSink, LineSplitter } from "../strace/line-splitter.js";
import { ThreadLines, threadQueue } from "../strace/thread-lines.js";

/** What one file of `strace -ff -o NAME` holds: `NAME.PID`. */
export interface ThreadText {
  readonly pid: number;
  /** One char per byte, or the bytes themselves. */
  readonly text: string | Uint8Array;
}

/** The lines of strace output that is in memory: a string with one char per byte, or bytes. */
export function linesOfText(text: string | Uint8Array, sink: LineSink): void {
  const lines = new LineSplitter(sink);
  lines.push(typeof text === "string" ? bytesOf(text) : text);
  lines.finish();
}

/**
 * The lines of several threads, in the order of their times. Equal times stay in the order of the pids.
 *
 * @throws UnflushedError (`capture-unordered`) if lines have no times
 */
export function linesOfThreads(threads: readonly ThreadText[], sink: LineSink): void {
  const queue = threadQueue();
  for (const [order, { pid, text }] of [...threads].sort((one, other) => one.pid - other.pid).entries()) {
    const thread = new ThreadLines(pid, order, "text", sink);
    linesOfText(text, (bytes, start, end, _pid, isCut, oddity) => thread.add(bytes, start, end, isCut, oddity));
    if (thread.hasNext) queue.push(thread);
  }
  for (let thread = queue.pop(); thread; thread = queue.pop()) {
    thread.take();
    if (thread.hasNext) queue.push(thread);
  }
}
