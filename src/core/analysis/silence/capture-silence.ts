import type { StraceReader } from "../../strace/reader.js";
import type { CaptureSpots } from "../capture-spots.js";
import type { Connection } from "../model.js";
import { judgedIn, type SummaryTally } from "../tally.js";
import type { Sights, Silence, SilenceCode } from "./model.js";
import { type EndedSocket, SightCounter } from "./sight-counter.js";
import { silenceOf } from "./silence.js";

/** A later connection may well be judged, with nothing done about it. */
const PASSING: ReadonlySet<SilenceCode> = new Set<SilenceCode>([
  "nothing-sent",
  "lines-unread",
  "no-answer",
  "unanswered",
  "capture-ends-early",
]);

/** Finds out why nothing of a capture could be judged: at the first connection that ends so, and at the end. */
export class CaptureSilence {
  readonly #sights = new SightCounter();
  #isSaid = false;

  /** @param onSilence hears of the first connection that ended without a verdict, before any other got one */
  constructor(
    private readonly reader: () => StraceReader,
    private readonly tally: SummaryTally,
    private readonly spots: CaptureSpots,
    private readonly onSilence: (connection: Connection, silence: Silence) => void,
  ) {}

  /** True once a response was judged: then there is no silence. */
  get hasVerdict(): boolean {
    return judgedIn(this.tally.counts) > 0;
  }

  /** A connection is over; `isAtEnd`: since the capture is. */
  ended(connection: Connection, socket: EndedSocket, isAtEnd: boolean): void {
    this.#sights.add(connection, socket);
    if (this.#isSaid || isAtEnd || this.hasVerdict) return;
    const silence = silenceOf(this.#all());
    if (PASSING.has(silence.code)) return;
    this.#isSaid = true;
    this.onSilence(connection, silence);
  }

  /** The capture is over; null if a response was judged. */
  end(): Silence | null {
    return this.hasVerdict ? null : silenceOf(this.#all());
  }

  #all(): Sights {
    const { names, hasTable, dialect, counts } = this.reader();
    const isFollowed = dialect.options.some((option) => option === "-f" || option === "-ff");
    const { responses, findings } = this.tally.counts;
    const unread = counts.unrecognized;
    const blindSpots = this.spots.codes;
    return { ...this.#sights.counts, names, hasTable, isFollowed, responses, findings, unread, blindSpots };
  }
}
