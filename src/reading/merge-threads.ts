import type { LinePlaces } from "../core/strace/line-places.js";
import { type LineSink, LineSplitter } from "../core/strace/line-splitter.js";
import { StrangeBytes } from "../core/strace/plain-characters.js";
import { ThreadLines, threadQueue } from "../core/strace/thread-lines.js";
import { WithoutColumns } from "../core/strace/without-columns.js";

const NOTHING = new Uint8Array(0);

/** The text of one file of a `-ff` capture. */
export interface TextOfThread {
  readonly pid: number;
  /** What places call the file. */
  readonly path: string;
  /**
   * The next chunk, which is valid until one of any of the files is asked for; null at the end.
   *
   * @param onUtf16 called before the first chunk, if the text was UTF-16
   */
  readonly next: (onUtf16: () => void) => Promise<Uint8Array | null>;
}

/**
 * Merges the texts of a `-ff` capture into one sequence of lines, ordered by time. Equal times keep the order within
 * each thread, and then the order of the pids. A call is placed at its end, as in a capture of one file. One chunk of
 * each file is in memory.
 *
 * @param path the name of the capture, for messages
 * @param texts sorted by pid
 * @param places hears where each line stands
 * @throws UnflushedError (`capture-unordered`) if the lines have no times
 */
export async function mergeTexts(
  path: string,
  texts: readonly TextOfThread[],
  sink: LineSink,
  places: LinePlaces | null,
): Promise<void> {
  places?.begin(texts.map((text) => text.path));
  const queue = threadQueue();
  const loaders = new Map<ThreadLines, ThreadLoader>();
  const strange = new StrangeBytes();
  for (const [order, text] of texts.entries()) {
    const thread = new ThreadLines(text.pid, order, path, sink, places);
    const onUtf16 = (): void => sink(NOTHING, 0, 0, text.pid, false, "utf-16");
    const loader = new ThreadLoader(thread, () => text.next(onUtf16), strange);
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
    private readonly next: () => Promise<Uint8Array | null>,
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
      const chunk = await this.next();
      if (chunk)
        this.#splitter.push(new Uint8Array(chunk)); // a copy: the thread keeps its lines, and the memory is used again
      else {
        this.#isDone = true;
        this.#splitter.finish();
        this.#printed.finish();
      }
    }
  }
}
