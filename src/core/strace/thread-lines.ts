import TinyQueue from "tinyqueue";
import { UnflushedError } from "../../errors.js";
import { RECORD_SERVER } from "../recipe.js";
import { orderOf } from "./line/thread-order.js";
import type { LinePlaces } from "./line-places.js";
import type { LineOddity, LineSink } from "./line-splitter.js";

const DAY = 86_400; // seconds
const HASH = 0x23;

interface Line {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly isCut: boolean;
  readonly oddity: LineOddity | undefined;
  /** The lines of the file that it stands on. */
  readonly lines: number;
}

/** A line with a time, and the lines without one that follow it: null for none, as there mostly are. */
interface Group extends Line {
  readonly at: number;
  readonly until: number | null;
  others: Line[] | null;
  /** The group after it: a list costs less than an array, and there is one for each of many files. */
  next: Group | null;
}

/** One file of `strace -ff`: its next groups of lines, which were read but not passed on yet. */
export class ThreadLines {
  #first: Group | null = null;
  #last: Group | null = null;
  #midnights = 0;
  #time = 0;
  /** Lines of the file before the next one that is passed on. */
  #passed = 0;

  /**
   * @param order its place among the threads: decides between equal times
   * @param capture the name of the whole capture, for a message
   * @param places hears from which line of the file each line is
   */
  constructor(
    private readonly pid: number,
    readonly order: number,
    private readonly capture: string,
    private readonly sink: LineSink,
    private readonly places: LinePlaces | null = null,
  ) {}

  /** True if a group waits. */
  get hasNext(): boolean {
    return this.#first !== null;
  }

  /** True if the place of the next group is known: the group after it may decide. */
  get isPlaced(): boolean {
    return this.#first !== this.#last;
  }

  /** Seconds at which the next group ends: after its own duration, or at the latest when the next line begins. */
  get next(): number {
    const first = this.#first;
    return first ? (first.until ?? first.next?.at ?? first.at) : Number.POSITIVE_INFINITY;
  }

  /**
   * Adds the next line of the file. Its bytes must stay as they are until it is passed on.
   *
   * @param lines the lines of the file that it stands on; 0 if it is none
   */
  add(bytes: Uint8Array, start: number, end: number, isCut: boolean, oddity?: LineOddity, lines = 1): void {
    const place = oddity ? null : this.#unwrap(orderOf(bytes, start, end));
    if (!place) {
      this.#follow({ bytes, start, end, isCut, oddity, lines });
      return;
    }
    const { at, until } = place;
    // field by field: V8 gives each object of a spread a layout of its own, which is larger than the object
    const group: Group = { bytes, start, end, isCut, oddity, lines, at, until, others: null, next: null };
    if (this.#last) this.#last.next = group;
    else this.#first = group;
    this.#last = group;
  }

  /** Passes the next group on. */
  take(): void {
    const group = this.#first;
    if (!group) return;
    this.#first = group.next;
    if (!group.next) this.#last = null;
    this.#give(group);
    for (const line of group.others ?? []) this.#give(line);
  }

  #give({ bytes, start, end, isCut, oddity, lines }: Line): void {
    if (lines > 0) this.places?.add(this.order, this.#passed + 1);
    this.#passed += lines;
    this.sink(bytes, start, end, this.pid, isCut, oddity);
  }

  /** Adds a day to the times after each midnight, at which `-tt` starts again. */
  #unwrap(place: ReturnType<typeof orderOf>): ReturnType<typeof orderOf> {
    if (!place) return null;
    if (place.at + this.#midnights < this.#time - DAY / 2) this.#midnights += DAY;
    this.#time = place.at + this.#midnights;
    return { at: this.#time, until: place.until === null ? null : place.until + this.#midnights };
  }

  /**
   * A line without a time belongs to the line before it: a stack frame, a hexdump, the rest of a cut line. A comment at
   * the top of the file was added by its keeper; it comes before all lines with a time.
   */
  #follow(line: Line): void {
    const last = this.#last;
    if (last) {
      last.others ??= [];
      last.others.push(line);
    } else if (line.oddity || (line.bytes[line.start] === HASH && line.end > line.start)) this.#give(line);
    else if (line.end > line.start) {
      throw new UnflushedError(
        "capture-unordered",
        `${this.capture} has a file a thread and no times, so their lines cannot be put in order: record into one file with ${RECORD_SERVER}`,
      );
    } else this.#passed += line.lines;
  }
}

/** A queue of threads, the one whose next group ends first in front. Equal times keep the order of the threads. */
export function threadQueue(): TinyQueue<ThreadLines> {
  return new TinyQueue<ThreadLines>([], (one, other) => one.next - other.next || one.order - other.order);
}
