import TinyQueue from "tinyqueue";
import { UnflushedError } from "../../errors.js";
import { orderOf } from "./line/thread-order.js";
import type { LineOddity, LineSink } from "./line-splitter.js";

const DAY = 86_400; // seconds
const HASH = 0x23;

interface Line {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly isCut: boolean;
  readonly oddity: LineOddity | undefined;
}

/** A line with a time, and the lines without one that follow it. */
interface Group {
  readonly at: number;
  readonly until: number | null;
  readonly lines: Line[];
}

/** One file of `strace -ff`: its next groups of lines, which were read but not passed on yet. */
export class ThreadLines {
  readonly #groups: Group[] = [];
  #midnights = 0;
  #last = 0;

  /**
   * @param order its place among the threads: decides between equal times
   * @param capture the name of the whole capture, for a message
   */
  constructor(
    private readonly pid: number,
    readonly order: number,
    private readonly capture: string,
    private readonly sink: LineSink,
  ) {}

  /** The number of groups that wait. */
  get waiting(): number {
    return this.#groups.length;
  }

  /** Seconds at which the next group ends: after its own duration, or at the latest when the next line begins. */
  get next(): number {
    const [first, second] = this.#groups;
    return first ? (first.until ?? second?.at ?? first.at) : Number.POSITIVE_INFINITY;
  }

  /** Adds the next line of the file. Its bytes must stay as they are until it is passed on. */
  add(bytes: Uint8Array, start: number, end: number, isCut: boolean, oddity?: LineOddity): void {
    const line = { bytes, start, end, isCut, oddity };
    const place = oddity ? null : this.#unwrap(orderOf(bytes, start, end));
    if (place) this.#groups.push({ ...place, lines: [line] });
    else this.#follow(line);
  }

  /** Passes the next group on. */
  take(): void {
    for (const line of this.#groups.shift()?.lines ?? []) this.#give(line);
  }

  #give({ bytes, start, end, isCut, oddity }: Line): void {
    this.sink(bytes, start, end, this.pid, isCut, oddity);
  }

  /** Adds a day to the times after each midnight, at which `-tt` starts again. */
  #unwrap(place: ReturnType<typeof orderOf>): ReturnType<typeof orderOf> {
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
    else if (line.oddity || (line.bytes[line.start] === HASH && line.end > line.start)) this.#give(line);
    else if (line.end > line.start) {
      throw new UnflushedError(
        "capture-unordered",
        `${this.capture} has a file a thread and no times, so their lines cannot be put in order: record with strace -ff -ttt -T`,
      );
    }
  }
}

/** A queue of threads, the one whose next group ends first in front. Equal times keep the order of the threads. */
export function threadQueue(): TinyQueue<ThreadLines> {
  return new TinyQueue<ThreadLines>([], (one, other) => one.next - other.next || one.order - other.order);
}
