import type { PerfettoEvent } from "./perfetto-event.js";
import type { MadeUpNumbers, Processes } from "./processes.js";
import { Track } from "./track.js";

/** Tracks of connections that are over are kept for the arrows along paths: as many as exchanges that may be linked. */
const MOST_KEPT = 16_384;

/** The tracks of the connections that are open, and of the last ones that are over. */
export class Tracks {
  readonly #open = new Map<string, Track>();
  readonly #over = new Map<string, Track>();
  #capture = -1;

  constructor(
    private readonly processes: Processes,
    private readonly numbers: MadeUpNumbers,
  ) {}

  /** A capture begins: ids of connections start again. */
  begin(capture: number): void {
    if (capture === this.#capture) this.#over.clear(); // the one before it could not be read, and left it its number
    this.#capture = capture;
    this.#open.clear();
  }

  /** The track of a connection of the capture at hand, and the events that name its process. */
  of(id: string, pid: number | null): { readonly track: Track; readonly events: readonly PerfettoEvent[] } {
    const known = this.#open.get(id) ?? this.find(this.#capture, id);
    if (known) return { track: known, events: [] };
    const { shown, events } = this.processes.of(pid);
    const track = new Track(id, shown, this.numbers.take(), this.numbers);
    this.#open.set(id, track);
    return { track, events };
  }

  /** A connection is over. */
  close(track: Track): void {
    this.#open.delete(track.id);
    this.#over.set(keyOf(this.#capture, track.id), track);
    if (this.#over.size <= MOST_KEPT) return;
    const [oldest = ""] = this.#over.keys();
    this.#over.delete(oldest);
  }

  /** The track of a connection that is over; undefined if it is forgotten. */
  find(capture: number, id: string): Track | undefined {
    return this.#over.get(keyOf(capture, id));
  }

  /** Those that are still open. */
  get open(): Iterable<Track> {
    return this.#open.values();
  }
}

function keyOf(capture: number, id: string): string {
  return `${capture} ${id}`;
}
