import type { AcceptedSoFar, Connection } from "../analysis/model.js";
import type { ConnectionEvent, EventRecord } from "../records/event.js";
import { callCells } from "../records/step.js";
import { weightOf } from "./call-weight.js";
import { Excerpt } from "./excerpt.js";
import { AcceptedSamples } from "./samples.js";
import { LONGEST_LINE, MOST_LINES, type StoryCall, type StoryRecord } from "./story.js";

/** Whose story it is. */
export type StoryIdentity = Pick<StoryRecord, "capture" | "connection" | "index" | "isWhole">;

/** The first calls of a response, the last ones, and those between them that matter: so many of each. */
const MOST_CALLS = 80;
/** More than a chart has pixels would not be seen. */
const MOST_SAMPLES = 1024;

/** About so many characters are a call, a sample and the time of a refused write in a record. */
const CALL = 240;
const SAMPLE = 80;
const TIME = 24;

/** An event, as a story keeps it. */
export interface ToldEvent {
  readonly event: ConnectionEvent;
  readonly progress: AcceptedSoFar;
  readonly role: Connection["role"];
  readonly protocol: Connection["protocol"];
  readonly places?: EventRecord["places"];
}

/** Collects the calls of one response. It needs the same memory however many they are. */
export class ResponseStory {
  readonly #calls = new Excerpt<Pick<ToldEvent, "event" | "progress" | "places"> & { readonly at: number }>(
    ({ event }) => {
      const weight = weightOf(event);
      return weight === "end" || weight === "refused";
    },
    MOST_CALLS,
  );
  readonly #samples = new AcceptedSamples(MOST_SAMPLES);
  #protocol: Connection["protocol"] = null;
  #count = 0;
  #from = Number.POSITIVE_INFINITY;
  #to = 0;
  /** True if a finding is about it. */
  isFound = false;

  /** @param openedAt seconds at which its connection opened; null without times */
  constructor(private readonly openedAt: number | null) {}

  /** The first line of its calls. */
  get from(): number {
    return this.#from;
  }

  /** Characters that its record takes, with the longest lines that its calls may have: most stories take less. */
  get size(): number {
    const calls = this.#calls.size;
    const texts = Math.min(calls, MOST_LINES) * LONGEST_LINE;
    return calls * CALL + texts + this.#samples.size * SAMPLE + this.#samples.refused.length * TIME;
  }

  add({ event, progress, protocol, places }: ToldEvent): void {
    this.#protocol = protocol ?? this.#protocol;
    this.#calls.add({ event, progress, ...(places && { places }), at: event.time ?? this.#count });
    this.#count++;
    this.#samples.add(event, progress);
    this.#from = Math.min(this.#from, event.line);
    this.#to = Math.max(this.#to, event.endLine);
  }

  record(identity: StoryIdentity): StoryRecord {
    const { all: samples, refused, shut, over, hasTimes } = this.#samples;
    const calls = this.#calls.items.map(({ item: { event, progress, at, places }, leftOut }): StoryCall => {
      const { line, endLine } = event;
      const cells = callCells(event, this.openedAt, progress);
      return { cells, weight: weightOf(event), line, endLine, at, leftOut, ...(places && { places }) };
    });
    const about = { protocol: this.#protocol, from: this.#from, to: this.#to };
    return { kind: "story", ...identity, ...about, hasTimes, calls, samples, refused, shut, over };
  }
}
