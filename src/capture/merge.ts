import { type LineSink, LineSplitter } from "../core/strace/line-splitter.js";
import { ThreadLines, threadQueue } from "../core/strace/thread-lines.js";
import { withoutColumns } from "../core/strace/without-columns.js";
import { CHUNK } from "./chunks.js";
import { type ReadListener, textOf } from "./source.js";
import type { ThreadFile } from "./thread-files.js";

const NOTHING = new Uint8Array(0);
/** More files are not open at once: a process may often have no more than 256 (`ulimit -n`), and others need some. */
const MOST_OPEN = 64;
/** Bytes of all files together that wait in memory; a line takes several times its length. The least of one file. */
const WAITING = 4_194_304;
const LEAST = 256;

/**
 * Merges the files of a `-ff` capture into one sequence of lines, ordered by time. Equal times keep the order within
 * each thread, and then the order of the pids. A call is placed at its end, as in a capture of one file. One chunk of
 * each file is in memory, and no more than `MOST_OPEN` files are open.
 *
 * @throws UnflushedError (`capture-unordered`) if the lines have no times
 */
export async function mergeThreads(
  path: string,
  files: readonly ThreadFile[],
  sink: LineSink,
  onRead?: ReadListener,
): Promise<void> {
  const queue = threadQueue();
  const loaders = new Map<ThreadLines, () => Promise<boolean>>();
  const size = Math.min(CHUNK, Math.max(LEAST, Math.floor(WAITING / files.length)));
  const sharing = { memory: Buffer.allocUnsafeSlow(size), reopens: files.length > MOST_OPEN };
  for (const [order, file] of files.entries()) {
    const thread = new ThreadLines(file.pid, order, path, sink);
    const load = loaderOf(
      thread,
      textOf(file.path, onRead, undefined, () => sink(NOTHING, 0, 0, file.pid, false, "utf-16"), sharing),
    );
    loaders.set(thread, load);
    if (await load()) queue.push(thread);
  }
  for (let thread = queue.pop(); thread; thread = queue.pop()) {
    thread.take();
    if (await loaders.get(thread)?.()) queue.push(thread);
    else loaders.delete(thread);
  }
}

/** Makes a function that reads until two groups are known or the file ends. It returns false if no group is left. */
function loaderOf(thread: ThreadLines, text: AsyncIterable<Buffer>): () => Promise<boolean> {
  const chunks = text[Symbol.asyncIterator]();
  const printed = withoutColumns((bytes, start, end, _pid, isCut, oddity) =>
    thread.add(bytes, start, end, isCut, oddity),
  );
  const splitter = new LineSplitter(printed.line);
  let isDone = false;
  return async () => {
    while (thread.waiting < 2 && !isDone) {
      const chunk = await chunks.next();
      if (chunk.done) {
        isDone = true;
        splitter.finish();
        printed.finish();
      } else splitter.push(Buffer.from(chunk.value)); // a copy: the thread keeps its lines, and the memory is used again
    }
    return thread.waiting > 0;
  };
}
