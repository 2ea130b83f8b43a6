import { named, type PerfettoEvent, type TrackNumbers } from "./perfetto-event.js";
import type { MadeUpNumbers } from "./processes.js";

/** What has a lane of its own if it overlaps with others of its kind. */
type LaneKind = "calls" | "exchanges";

interface Lane {
  readonly tid: number;
  /** When the last of its slices is over. */
  free: number;
}

/**
 * The track of a connection. Slices of one track have to nest, so what overlaps goes to another lane: a call that another thread made
 * meanwhile, a response that was sent together with others.
 */
export class Track implements TrackNumbers {
  /** When the first of its slices begins, and the last is over; null before the first. */
  from: number | null = null;
  to = 0;
  /** The counts that were shown last. */
  accepted: number | null = null;
  outstanding: number | null = null;
  /** True if it has counters in the trace. */
  hasCounters = false;
  readonly #lanes: Readonly<Record<LaneKind, Lane[]>>;

  constructor(
    readonly id: string,
    readonly pid: number,
    readonly tid: number,
    private readonly numbers: MadeUpNumbers,
  ) {
    this.#lanes = { calls: [{ tid, free: 0 }], exchanges: [{ tid, free: 0 }] };
  }

  /** The track of a lane that has been given. */
  lane(kind: LaneKind, lane: number): TrackNumbers {
    return { pid: this.pid, tid: this.#lanes[kind][lane]?.tid ?? this.tid };
  }

  /**
   * The first lane that is free, and the events that name it, if it is new.
   *
   * @param first the first lane that may be taken
   */
  take(
    kind: LaneKind,
    { from, to }: { readonly from: number; readonly to: number },
    first = 0,
  ): { readonly lane: number; readonly events: readonly PerfettoEvent[] } {
    this.reach(from, to);
    const lanes = this.#lanes[kind];
    const found = lanes.findIndex(({ free }, lane) => lane >= first && free <= from);
    const taken = lanes[found];
    if (taken) {
      taken.free = to;
      return { lane: found, events: [] };
    }
    const tid = this.numbers.take();
    lanes.push({ tid, free: to });
    const name = `${this.id} ${kind} that overlap, ${lanes.length}`;
    return { lane: lanes.length - 1, events: named("thread", { pid: this.pid, tid }, name, this.tid) };
  }

  /** Something of it lies between these times. */
  reach(from: number, to: number): void {
    this.from = this.from === null ? from : Math.min(this.from, from);
    this.to = Math.max(this.to, to);
  }
}
