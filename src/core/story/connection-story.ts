import { ResponseStory, type ToldEvent } from "./response-story.js";
import type { StoryRecord } from "./story.js";

/** Calls after the newest byte of a body: they may belong to the next response, of which nothing was accepted yet. */
const MOST_WAITING = 40;
/** So many stories of one connection are kept. */
const MOST_STORIES = 20;

/** A story that is kept: which one of its connection, and the characters that its record takes at most. */
export interface KeptStory {
  readonly index: number;
  readonly size: number;
}

/** The stories of one connection, while it is open. */
export class ConnectionStory {
  readonly #found: ResponseStory[] = [];
  #previous: ResponseStory | null = null;
  #current: ResponseStory;
  #waiting: ToldEvent[] = [];
  #accepted: number | null = null;
  /** Stories that were not kept. */
  leftOut = 0;

  /** @param openedAt seconds at which it opened; null without times */
  constructor(private readonly openedAt: number | null) {
    this.#current = new ResponseStory(openedAt);
  }

  add(told: ToldEvent): void {
    const { accepted } = told.progress;
    const before = this.#accepted;
    this.#accepted = accepted ?? before;
    const isNext = accepted !== null && before !== null && isOfNext(accepted, before, movedBy(told));
    if (isNext) this.#begin();
    if (isNext || this.#accepted !== before) {
      this.#settle();
      this.#current.add(told);
      return;
    }
    this.#waiting.push(told);
    if (this.#waiting.length > MOST_WAITING) this.#current.add(this.#waiting.shift() as ToldEvent);
  }

  /**
   * A finding was reported, whose first line is this one: the story of its response is kept.
   *
   * @param room a larger story is left out (`ResponseStory.size`)
   * @returns the story, if it is one more that is kept
   */
  find(line: number, room = Number.POSITIVE_INFINITY): KeptStory | null {
    const isPrevious =
      this.#previous !== null &&
      line < Math.min(this.#current.from, this.#waiting[0]?.event.line ?? Number.POSITIVE_INFINITY);
    const found = isPrevious && this.#previous ? this.#previous : this.#current;
    if (found.isFound) return null;
    const { size } = found;
    if (this.#found.length >= MOST_STORIES || size > room) {
      this.leftOut++;
      return null;
    }
    found.isFound = true;
    return { index: this.#found.push(found) - 1, size };
  }

  /**
   * A story of a connection that is open, so far.
   *
   * @param line the last line of what the finding is about: the calls up to there belong to the response
   */
  recordSoFar(capture: number, connection: string, index: number, line: number): StoryRecord | null {
    const story = this.#found[index];
    if (story === this.#current) this.#settle(line);
    return story?.record({ capture, connection, index, isWhole: false }) ?? null;
  }

  /** The connection is over: the stories of its responses with findings. */
  records(capture: number, connection: string): StoryRecord[] {
    this.#settle();
    return this.#found.map((story, index) => story.record({ capture, connection, index, isWhole: true }));
  }

  #begin(): void {
    this.#previous = this.#current;
    this.#current = new ResponseStory(this.openedAt);
  }

  /** The calls that wait belong to the current response, up to a line. */
  #settle(line = Number.POSITIVE_INFINITY): void {
    const later = this.#waiting.findIndex(({ event }) => event.line > line);
    const settled = this.#waiting.splice(0, later < 0 ? this.#waiting.length : later);
    for (const each of settled) this.#current.add(each);
  }
}

/**
 * True if a call belongs to the next response: fewer bytes are accepted than before, or as many, and all of them may be of this very call.
 *
 * @param moved bytes of a response that the call moved
 */
function isOfNext(accepted: number, before: number, moved: number): boolean {
  return accepted < before || (accepted === before && accepted > 0 && moved >= accepted);
}

/** Bytes of a response that a call moved: a server writes them, a client reads them. */
function movedBy({ event, role }: ToldEvent): number {
  if (role === "client") return event.kind === "read" ? event.received : 0;
  return event.kind === "write" ? event.accepted : 0;
}
