import TinyQueue from "tinyqueue";
import { UnflushedError } from "../errors.js";
import { type LineSink, LineSplitter } from "./lines.js";
import { type ReadListener, textOf } from "./source.js";
import type { ThreadFile } from "./thread-files.js";

/** When a line happened: `at` when its call began, `until` when it ended, in seconds; null for a line without a time. */
export type LineTime = (
  bytes: Buffer,
  start: number,
  end: number,
) => { readonly at: number; readonly until: number | null } | null;

const DAY = 86_400;
const HASH = 0x23;

interface Line {
  readonly bytes: Buffer;
  readonly isCut: boolean;
}

/** A line with a time, and the lines without one that follow it. */
interface Group {
  readonly at: number;
  until: number | null;
  readonly lines: Line[];
}

/**
 * Merges the files of a `-ff` capture into one sequence of lines, ordered by time. Equal times keep the order within
 * each thread, and then the order of the pids. A call is placed at its end, as in a capture of one file.
 *
 * @throws UnflushedError (`capture-unordered`) if the lines have no times
 */
export async function mergeThreads(
  path: string,
  files: readonly ThreadFile[],
  place: LineTime,
  sink: LineSink,
  onRead?: ReadListener,
): Promise<void> {
  const queue = new TinyQueue<Thread>([], (one, other) => one.next - other.next || one.order - other.order);
  for (const [order, file] of files.entries()) {
    const thread = new Thread(file, order, place, path, sink, onRead);
    if (await thread.load()) queue.push(thread);
  }
  for (let thread = queue.pop(); thread; thread = queue.pop()) {
    thread.take(sink);
    if (await thread.load()) queue.push(thread);
  }
}

/** One file: its next groups of lines, which were read but not passed on yet. */
class Thread {
  #groups: Group[] = [];
  #done = false;
  #midnights = 0;
  #last = 0;
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #splitter: LineSplitter;

  constructor(
    private readonly file: ThreadFile,
    readonly order: number,
    private readonly place: LineTime,
    private readonly path: string,
    private readonly sink: LineSink,
    onRead?: ReadListener,
  ) {
    this.#chunks = textOf(file.path, onRead)[Symbol.asyncIterator]();
    this.#splitter = new LineSplitter((bytes, start, end, _pid, isCut) => this.#add(bytes, start, end, isCut));
  }

  /** Seconds at which the next group ends: after its own duration, or at the latest when the next line begins. */
  get next(): number {
    const [first, second] = this.#groups;
    return first ? (first.until ?? second?.at ?? first.at) : Number.POSITIVE_INFINITY;
  }

  /** Reads until two groups are known. Returns false at the end of the file. */
  async load(): Promise<boolean> {
    while (this.#groups.length < 2 && !this.#done) {
      const chunk = await this.#chunks.next();
      if (chunk.done) {
        this.#done = true;
        this.#splitter.finish();
      } else this.#splitter.push(chunk.value);
    }
    return this.#groups.length > 0;
  }

  take(sink: LineSink): void {
    const group = this.#groups.shift();
    for (const { bytes, isCut } of group?.lines ?? []) sink(bytes, 0, bytes.length, this.file.pid, isCut);
  }

  #add(bytes: Buffer, start: number, end: number, isCut: boolean): void {
    const place = this.#unwrap(this.place(bytes, start, end));
    const line = { bytes: Buffer.from(bytes.subarray(start, end)), isCut };
    if (place) this.#groups.push({ ...place, lines: [line] });
    else this.#follow(line);
  }

  /** Adds a day to the times after each midnight, at which `-tt` starts again. */
  #unwrap(place: ReturnType<LineTime>): ReturnType<LineTime> {
    if (!place) return null;
    if (place.at + this.#midnights < this.#last - DAY / 2) this.#midnights += DAY;
    this.#last = place.at + this.#midnights;
    return { at: this.#last, until: place.until === null ? null : place.until + this.#midnights };
  }

  /**
   * A line without a time belongs to the line before it: a stack frame, a hexdump, the rest of a cut line. A comment at
   * the top of the file was added by its keeper; it comes before all lines with a time.
   */
  #follow(line: Line): void {
    const last = this.#groups.at(-1);
    if (last) last.lines.push(line);
    else if (line.bytes[0] === HASH) this.sink(line.bytes, 0, line.bytes.length, this.file.pid, line.isCut);
    else if (line.bytes.length > 0) {
      throw new UnflushedError(
        "capture-unordered",
        `${this.path} has a file a thread and no times, so their lines cannot be put in order: record with strace -ff -ttt -T`,
      );
    }
  }
}
