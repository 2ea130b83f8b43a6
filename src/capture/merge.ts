import type { LinePlaces } from "../core/strace/line-places.js";
import { type LineSink, LineSplitter } from "../core/strace/line-splitter.js";
import { StrangeBytes } from "../core/strace/plain-characters.js";
import { ThreadLines, threadQueue } from "../core/strace/thread-lines.js";
import { WithoutColumns } from "../core/strace/without-columns.js";
import { CHUNK, Turns } from "./chunks.js";
import type { ReadListener } from "./read-listener.js";
import { SharedText } from "./shared-text.js";
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
 * @param places hears where each line stands
 * @throws UnflushedError (`capture-unordered`) if the lines have no times
 */
export async function mergeThreads(
  path: string,
  files: readonly ThreadFile[],
  sink: LineSink,
  onRead?: ReadListener,
  places: LinePlaces | null = null,
): Promise<void> {
  places?.begin(files.map((file) => file.path));
  const queue = threadQueue();
  const loaders = new Map<ThreadLines, ThreadLoader>();
  const size = Math.min(CHUNK, Math.max(LEAST, Math.floor(WAITING / files.length)));
  const memory = Buffer.allocUnsafeSlow(size);
  const sharing = { memory, turns: new Turns(), reopens: files.length > MOST_OPEN };
  const strange = new StrangeBytes();
  for (const [order, file] of files.entries()) {
    const thread = new ThreadLines(file.pid, order, path, sink, places);
    const onUtf16 = (): void => sink(NOTHING, 0, 0, file.pid, false, "utf-16");
    const loader = new ThreadLoader(thread, new SharedText(file.path, sharing, onRead, onUtf16), strange);
    await loader.load();
    if (!thread.hasNext) continue;
    loaders.set(thread, loader);
    queue.push(thread);
  }
  for (let thread = queue.pop(); thread; thread = queue.pop()) {
    thread.take();
    const loader = loaders.get(thread);
    if (loader && !loader.isReady) await loader.load();
    if (thread.hasNext) queue.push(thread);
    else loaders.delete(thread);
  }
}

/** Gives a thread the lines of its file. */
class ThreadLoader {
  readonly #printed: WithoutColumns;
  readonly #splitter: LineSplitter;
  #isDone = false;

  constructor(
    private readonly thread: ThreadLines,
    private readonly text: SharedText,
    strange: StrangeBytes,
  ) {
    const printed = new WithoutColumns(
      (bytes, start, end, _pid, isCut, oddity, lines) => thread.add(bytes, start, end, isCut, oddity, lines),
      strange,
    );
    this.#printed = printed;
    this.#splitter = new LineSplitter((bytes, start, end, pid, isCut, oddity) =>
      printed.push(bytes, start, end, pid, isCut, oddity),
    );
  }

  /** True if the place of the next group is known, or there is no more to read. */
  get isReady(): boolean {
    return this.thread.isPlaced || this.#isDone;
  }

  /** Reads until it is ready. */
  async load(): Promise<void> {
    while (!this.isReady) {
      const chunk = await this.text.next();
      if (chunk)
        this.#splitter.push(Buffer.from(chunk)); // a copy: the thread keeps its lines, and the memory is used again
      else {
        this.#isDone = true;
        this.#splitter.finish();
        this.#printed.finish();
      }
    }
  }
}
