import type { Http2Stream } from "./stream.js";

/** The bound of streams under way. Common servers allow 100 to 250; the oldest is forgotten, and not guessed. */
const MOST_OPEN = 4096;
/** The bound of the streams that are remembered to be over: frames of theirs may still be under way when they are reset. */
const MOST_ENDED = 1024;

/** The streams of a connection. */
export class Http2Streams {
  readonly #open = new Map<number, Http2Stream>();
  /** The last ones that ended, oldest first. */
  readonly #ended = new Set<number>();
  #highestAsked = 0;
  /**
   * Those that may not have ended unseen (`mayHaveEnded`), and those that may not be cancelled (`mayBeCancelled`). A gap has to visit no
   * others: so many gaps on a connection with many streams cost no more than its frames.
   */
  readonly seenAnswers = new Set<Http2Stream>();
  readonly seenAsks = new Set<Http2Stream>();
  /** True if requests, or promises, may have gone by unseen. */
  mayLackRequests = false;
  mayLackPromises = false;

  /** How many are under way. */
  get size(): number {
    return this.#open.size;
  }

  get(id: number): Http2Stream | undefined {
    return this.#open.get(id);
  }

  /** Those under way, oldest first. */
  all(): IterableIterator<Http2Stream> {
    return this.#open.values();
  }

  /** True if a request may open this stream: each has a higher number than the one before (RFC 9113, section 5.1.1). */
  isNew(id: number): boolean {
    return id > this.#highestAsked;
  }

  /** True if an answer may belong to a stream whose beginning was not seen. The others are over, and their frames came late. */
  mayBeUnseen(id: number): boolean {
    if (this.#ended.has(id)) return false;
    return id % 2 === 0 ? this.mayLackPromises : this.mayLackRequests;
  }

  open(stream: Http2Stream): void {
    if (stream.id % 2 === 1) this.#highestAsked = Math.max(this.#highestAsked, stream.id);
    this.#open.set(stream.id, stream);
    this.seenAnswers.add(stream);
    this.seenAsks.add(stream);
    if (this.#open.size > MOST_OPEN) this.close(firstOf(this.#open.keys()));
  }

  /** Empties the set, and returns what was in it. */
  takeSeenAnswers(): Iterable<Http2Stream> {
    return taken(this.seenAnswers);
  }

  takeSeenAsks(): Iterable<Http2Stream> {
    return taken(this.seenAsks);
  }

  close(id: number): void {
    const stream = this.#open.get(id);
    if (stream !== undefined) {
      this.seenAnswers.delete(stream);
      this.seenAsks.delete(stream);
    }
    this.#open.delete(id);
    this.#ended.add(id);
    if (this.#ended.size > MOST_ENDED) this.#ended.delete(firstOf(this.#ended));
  }
}

function taken(streams: Set<Http2Stream>): readonly Http2Stream[] {
  const all = [...streams];
  streams.clear();
  return all;
}

function firstOf(ids: Iterable<number>): number {
  for (const id of ids) return id;
  return 0;
}
